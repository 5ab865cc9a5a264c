// tealeg/xlsx, a Go library: GO111MODULE=off GOPATH=/usr/share/gocode go run tealeg.go LINES OUTPUT
package main

import (
	"bufio"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/tealeg/xlsx"
)

var omitted = " rich-text formula-array formula-uncalculated formula-empty merged-over-value link comment hidden-row error-not-available error-reference error-division error-name formula-as-text "

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func fill(cell *xlsx.Cell, fields url.Values) {
	value, format := fields.Get("value"), fields.Get("format")
	switch fields.Get("kind") {
	case "text":
		cell.SetString(value)
	case "number":
		number, err := strconv.ParseFloat(value, 64)
		must(err)
		if format == "" {
			cell.SetFloat(number)
		} else {
			cell.SetFloatWithFormat(number, format)
		}
	case "boolean":
		cell.SetBool(value == "true")
	case "date":
		date, err := time.Parse("2006-01-02T15:04:05", value)
		must(err)
		cell.SetDateWithOptions(date, xlsx.DateTimeOptions{Location: time.UTC, ExcelTimeFormat: format})
	case "formula":
		cell.SetFormula(fields.Get("formula"))
		cell.NumFmt = format
	case "blank":
		cell.NumFmt = format
	}
}

func main() {
	lines, err := os.Open(os.Args[1])
	must(err)
	file := xlsx.NewFile()
	lists, err := file.AddSheet("Lists")
	must(err)
	lists.AddRow().AddCell().SetString("hidden")
	lists.Hidden = true
	sheet, err := file.AddSheet("Tom's \"A\" & B 🙂")
	must(err)
	header := sheet.AddRow()
	for _, label := range []string{"__proto__", "constructor", "toString", "in a hidden column"} {
		header.AddCell().SetString(label)
	}
	scanner := bufio.NewScanner(lines)
	for scanner.Scan() {
		row := sheet.AddRow()
		fields, err := url.ParseQuery(strings.TrimSpace(scanner.Text()))
		must(err)
		key := fields.Get("key")
		if key == "" || strings.Contains(omitted, " "+key+" ") {
			continue
		}
		row.AddCell().SetString(key)
		cell := row.AddCell()
		fill(cell, fields)
		if fields.Get("merge") != "" {
			cell.HMerge = 1
		}
	}
	must(file.Save(os.Args[2]))
}
