# openxlsx, an R package: Rscript openxlsx.R LINES OUTPUT. Dates are written as numbers with a format: a POSIXct
# would bring a second format with the number 165.
library(openxlsx)
arguments <- commandArgs(TRUE)
sheet <- "Tom's \"A\" & B \U1F642"
omitted <- c("rich-text", "formula-array", "formula-uncalculated", "control-character", "merged-over-value", "link",
  "error-not-available", "error-reference", "error-division", "error-name", "formula-empty", "formula-as-text")

fields_of <- function(line) {
  pairs <- strsplit(strsplit(line, "&", fixed = TRUE)[[1]], "=", fixed = TRUE)
  decode <- function(text) { text <- utils::URLdecode(gsub("+", " ", text, fixed = TRUE)); Encoding(text) <- "UTF-8"; text }
  values <- lapply(pairs, function(pair) if (length(pair) > 1) decode(pair[2]) else "")
  setNames(values, vapply(pairs, function(pair) pair[1], ""))
}

book <- createWorkbook()
addWorksheet(book, "Lists", visible = FALSE)
addWorksheet(book, sheet)
addWorksheet(book, "Deep", visible = "veryHidden")
addWorksheet(book, "Notes")
writeData(book, "Notes", data.frame(n = 1))
writeData(book, sheet, t(c("__proto__", "constructor", "toString", "in a hidden column")), colNames = FALSE)
lines <- readLines(arguments[1])
for (at in seq_along(lines)) {
  if (lines[at] == "") next
  case <- fields_of(lines[at])
  if (case$key %in% omitted) next
  row <- at + 1
  value <- switch(case$kind,
    number = as.numeric(case$value), boolean = case$value == "true", text = case$value,
    date = as.numeric(as.POSIXct(case$value, format = "%Y-%m-%dT%H:%M:%S", tz = "UTC")) / 86400 + 25569, NULL)
  writeData(book, sheet, case$key, startCol = 1, startRow = row, colNames = FALSE)
  if (case$kind == "formula") writeFormula(book, sheet, case$formula, startCol = 2, startRow = row)
  else if (!is.null(value)) writeData(book, sheet, value, startCol = 2, startRow = row, colNames = FALSE)
  if (!is.null(case$format)) addStyle(book, sheet, createStyle(numFmt = case$format), rows = row, cols = 2)
  if (!is.null(case$merge)) mergeCells(book, sheet, cols = 2:3, rows = row)
  if (!is.null(case$comment)) writeComment(book, sheet, 2, row, createComment(case$comment, author = "office"))
  if (case$key == "hidden-row") setRowHeights(book, sheet, row, 0)
}
setColWidths(book, sheet, cols = 4, hidden = TRUE)
addFilter(book, sheet, row = 1, cols = 1:4)
saveWorkbook(book, arguments[2], overwrite = TRUE)
