# What LibreOffice and Gnumeric make of the files of others: opened, and saved again.
set -eu
cd "$(dirname "$0")/../files"
folder=$(mktemp -d)
saved() {
  soffice --headless --convert-to "xlsx:$1" --outdir "$folder" "$2.xlsx"
  mv "$folder/$2.xlsx" "$3.xlsx"
}
saved 'Calc MS Excel 2007 XML' xlsxwriter libreoffice
saved 'Calc Office Open XML' xlsxwriter libreoffice-open-xml
saved 'Calc MS Excel 2007 XML' openpyxl-1904 libreoffice-1904
ssconvert -T Gnumeric_Excel:xlsx2 xlsxwriter.xlsx gnumeric.xlsx
rmdir "$folder"
