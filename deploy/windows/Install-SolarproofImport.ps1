#Requires -Version 5.1
#Requires -RunAsAdministrator

<#
.SYNOPSIS
Lets Task Scheduler import what lies in shared folders into Solar Proof, one pass every five minutes.

.DESCRIPTION
Registers a task that runs "solarproof-import watch --once" as a service account, whether anybody is logged on or not, and
closes the state directory, the config file and the files with secrets to everybody else but administrators.
Windows 10, Windows Server 2016, or later.
Run it again to change the account or the interval: it takes the place of the earlier task.
docs/scheduled-imports.md tells the steps before and after.

.PARAMETER Account
Who the task runs as: DOMAIN\name, or a group managed service account as DOMAIN\name$. The password of the first is asked for;
the second has none to ask for. The account needs the right "Log on as a batch job", and may change files on the share.

.PARAMETER Config
The config file. It must say stateDir, a folder on a disk of this machine.

.PARAMETER Program
Where "npm install -g --prefix" put solarproof-import.

.PARAMETER Node
node.exe; default: the one that is found, which must not lie in somebody's profile.

.PARAMETER Minutes
Between the starts of two passes. A pass that is still going on is left alone.

.EXAMPLE
.\Install-SolarproofImport.ps1 -Account 'CONTOSO\svc-solarproof$'
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)]
    [string] $Account,

    [string] $Config = (Join-Path $env:ProgramData 'solarproof-import\solarproof-import.yaml'),

    [string] $Program = (Join-Path $env:ProgramFiles 'solarproof-import'),

    [string] $Node = '',

    [ValidateRange(1, 1440)]
    [int] $Minutes = 5,

    [string] $TaskName = 'Solar Proof import'
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

# The values of a key in the config file: plain, 'single' or "double" quoted, one key a line.
function Get-ConfigValue {
    param([string[]] $Lines, [string] $Key)
    $pattern = '^\s*(?:-\s+)?' + $Key + ':\s+(.+?)\s*$'
    foreach ($line in $Lines) {
        if ($line -match $pattern) {
            $text = $Matches[1]
            if ($text -match "^'((?:[^']|'')*)'") { $Matches[1].Replace("''", "'") }
            elseif ($text -match '^"((?:[^"\\]|\\.)*)"') { $Matches[1].Replace('\\', '\') }
            else { $text -replace '\s+#.*$', '' }
        }
    }
}

function Test-LocalDisk {
    param([string] $Path)
    if ($Path -match '^([A-Za-z]):[\\/]') {
        $drive = New-Object -TypeName System.IO.DriveInfo -ArgumentList $Matches[1]
        return ($drive.DriveType -eq [System.IO.DriveType]::Fixed)
    }
    return $false
}

# A letter such as S:\ belongs to whoever mapped it; the task would not have it.
function Assert-WatchedFolder {
    param([string] $Path)
    if ($Path -match '^[\\/]{2}[^\\/?.][^\\/]*[\\/][^\\/]+') { return }
    if (Test-LocalDisk -Path $Path) { return }
    if ($Path -match '^[A-Za-z]:') {
        throw ("The config file names the folder $Path. A mapped letter belongs to the person who mapped it, and the task " +
            "would not have it. Write the whole path, e.g. \\server\share\customers; 'net use' shows it.")
    }
    throw "The config file names the folder $Path. Write a whole path, e.g. \\server\share\customers."
}

# Takes the place of all rights that a file or folder has.
function Set-Right {
    param([string] $Path, [string[]] $Rights)
    & icacls.exe $Path '/inheritance:r' '/grant:r' $Rights '/Q' | Out-Null
    if ($LASTEXITCODE -ne 0) { throw "The rights of $Path could not be set (icacls ended with $LASTEXITCODE)." }
}

# What is there, and what it says.
if (-not (Test-Path -LiteralPath $Config -PathType Leaf)) {
    throw "There is no config file $Config. 'solarproof-import init' makes one."
}
$Config = (Resolve-Path -LiteralPath $Config).ProviderPath
if (-not (Test-LocalDisk -Path $Config)) { throw "The config file must lie on a disk of this machine: $Config" }
$lines = @(Get-Content -LiteralPath $Config -Encoding UTF8)

$folders = @(Get-ConfigValue -Lines $lines -Key 'folder')
if ($folders.Count -eq 0) {
    throw 'The config file names no folder. Write each on a line of its own:  - folder: \\server\share\customers'
}
foreach ($folder in $folders) { Assert-WatchedFolder -Path $folder }

$stateDirs = @(Get-ConfigValue -Lines $lines -Key 'stateDir')
if ($stateDirs.Count -ne 1) {
    throw "The config file must say where state is kept, e.g.  stateDir: $env:ProgramData\solarproof-import\state"
}
$stateDir = $stateDirs[0]
if (-not (Test-LocalDisk -Path $stateDir)) { throw "stateDir must lie on a disk of this machine: $stateDir" }

$secrets = @()
foreach ($key in @('apiKeyFile', 'secretFile', 'passwordFile')) {
    $secrets += @(Get-ConfigValue -Lines $lines -Key $key)
}
foreach ($secret in $secrets) {
    if (-not (Test-Path -LiteralPath $secret -PathType Leaf)) {
        throw "The config file names $secret, which is not there."
    }
}

$entry = Join-Path $Program 'node_modules\solarproof-import\bin\solarproof-import.js'
if (-not (Test-Path -LiteralPath $entry -PathType Leaf)) {
    throw "solarproof-import is not installed in $Program. Run: npm install -g --prefix `"$Program`" FILE.tgz"
}
if ($Node -eq '') {
    $found = @(Get-Command -Name 'node.exe' -CommandType Application -ErrorAction SilentlyContinue)
    if ($found.Count -eq 0) { throw 'node.exe was not found. Install Node for all users, or name it with -Node.' }
    $Node = $found[0].Path
}
if (-not (Test-Path -LiteralPath $Node -PathType Leaf)) { throw "There is no $Node." }
if ($Node -like "$env:SystemDrive\Users\*") {
    throw "$Node lies in a profile, where the task may not read it. Install Node for all users, or name it with -Node."
}

try {
    $ntAccount = New-Object -TypeName System.Security.Principal.NTAccount -ArgumentList $Account
    $sid = $ntAccount.Translate([System.Security.Principal.SecurityIdentifier]).Value
} catch {
    throw ('There is no account {0}. Write DOMAIN\name, or DOMAIN\name$ for a managed service account.' -f $Account)
}

# Asked before anything is changed.
$isManaged = $Account.EndsWith('$')
$password = ''
if (-not $isManaged) {
    $credential = Get-Credential -UserName $Account -Message 'The password that the task logs on with'
    if ($null -eq $credential) { throw 'Without a password the task cannot run while nobody is logged on.' }
    $password = $credential.GetNetworkCredential().Password
}

# State, settings and secrets: administrators, the system (backups), and the account. Nobody else.
$administrators = '*S-1-5-32-544'
$system = '*S-1-5-18'
New-Item -ItemType Directory -Path $stateDir -Force | Out-Null
Set-Right -Path $stateDir -Rights @(
    ('{0}:(OI)(CI)F' -f $administrators),
    ('{0}:(OI)(CI)F' -f $system),
    ('*{0}:(OI)(CI)M' -f $sid)
)
foreach ($file in (@($Config) + $secrets)) {
    Set-Right -Path $file -Rights @(
        ('{0}:F' -f $administrators),
        ('{0}:F' -f $system),
        ('*{0}:R' -f $sid)
    )
}

# The task.
$words = '"{0}" watch --once --config "{1}"' -f $entry, $Config
$action = New-ScheduledTaskAction -Execute $Node -Argument $words -WorkingDirectory $stateDir
$often = New-ScheduledTaskTrigger -Once -At (Get-Date).Date -RepetitionInterval (New-TimeSpan -Minutes $Minutes)
$atStartup = New-ScheduledTaskTrigger -AtStartup
$atStartup.Delay = 'PT1M'
$rules = @{
    MultipleInstances          = 'IgnoreNew'
    StartWhenAvailable         = $true
    ExecutionTimeLimit         = [TimeSpan]::Zero
    AllowStartIfOnBatteries    = $true
    DontStopIfGoingOnBatteries = $true
}
$settings = New-ScheduledTaskSettingsSet @rules
$task = @{
    TaskName    = $TaskName
    Description = 'Imports what lies in shared folders into Solar Proof.'
    Action      = $action
    Trigger     = @($often, $atStartup)
    Settings    = $settings
    Force       = $true
}
if ($isManaged) {
    $task['Principal'] = New-ScheduledTaskPrincipal -UserId $Account -LogonType Password -RunLevel Limited
} else {
    $task['User'] = $Account
    $task['Password'] = $password
    $task['RunLevel'] = 'Limited'
}
Register-ScheduledTask @task | Out-Null

Write-Output "Registered the task '$TaskName': every $Minutes minutes, as $Account."
Write-Output "  folders   $($folders -join ', ')"
Write-Output "  state     $stateDir"
Write-Output "Try it    Start-ScheduledTask -TaskName '$TaskName'"
Write-Output "Then      (Get-ScheduledTaskInfo -TaskName '$TaskName').LastTaskResult"
