#Requires -Version 5.1
#Requires -RunAsAdministrator

<#
.SYNOPSIS
Removes the task that Install-SolarproofImport.ps1 registered.

.DESCRIPTION
No new pass begins, one that goes on may end, and the task is removed. The config file, the key and the state directory stay:
the state knows which customers were imported, and without it the same list would be sent again.

.PARAMETER WaitMinutes
How long a pass that goes on may take. After that nothing is removed, and the task is left disabled.

.EXAMPLE
.\Uninstall-SolarproofImport.ps1
#>
[CmdletBinding()]
param(
    [string] $TaskName = 'Solar Proof import',

    [ValidateRange(0, 1440)]
    [int] $WaitMinutes = 60
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

# Does a pass go on?
function Test-Pass {
    $nodes = @(Get-CimInstance -ClassName Win32_Process -Filter "Name = 'node.exe'")
    $passes = @($nodes | Where-Object { $_.CommandLine -like '*solarproof-import.js*watch --once*' })
    return ($passes.Count -gt 0)
}

$task = Get-ScheduledTask -TaskName $TaskName -ErrorAction SilentlyContinue
if ($null -eq $task) {
    Write-Output "There is no task '$TaskName'."
    return
}

Disable-ScheduledTask -TaskName $TaskName | Out-Null
$deadline = (Get-Date).AddMinutes($WaitMinutes)
while (Test-Pass) {
    if ((Get-Date) -ge $deadline) {
        throw "A pass still goes on after $WaitMinutes minutes. The task is disabled; run this again later."
    }
    Start-Sleep -Seconds 5
}

Unregister-ScheduledTask -TaskName $TaskName -Confirm:$false
Write-Output "Removed the task '$TaskName'. The config file, the key and the state directory are where they were."
