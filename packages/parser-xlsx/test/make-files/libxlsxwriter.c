/* libxlsxwriter (C): cc libxlsxwriter.c -lxlsxwriter -o OUT && ./OUT LINES OUTPUT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

static char *field(char *line, const char *name) {
    static char found[8][400];
    static int next = 0;
    char *out = found[next++ % 8], *to = out, *at = line;
    size_t length = strlen(name);
    for (; at && *at; at = strchr(at, '&'), at = at ? at + 1 : NULL)
        if (!strncmp(at, name, length) && at[length] == '=') break;
    if (!at || !*at) return NULL;
    for (at += length + 1; *at && *at != '&' && *at != '\n'; at++) {
        char hex[3] = {0, 0, 0};
        if (*at == '%') hex[0] = at[1], hex[1] = at[2], *to++ = (char)strtol(hex, NULL, 16), at += 2;
        else *to++ = *at == '+' ? ' ' : *at;
    }
    *to = 0;
    return out;
}

static void write_case(lxw_workbook *book, lxw_worksheet *sheet, lxw_row_t row, char *line) {
    char *kind = field(line, "kind"), *value = field(line, "value"), *code = field(line, "format");
    char formula[400] = "=";
    lxw_format *format = NULL;
    if (code) format_set_num_format(format = workbook_add_format(book), code);
    if (field(line, "merge")) {
        worksheet_merge_range(sheet, row, 1, row, 2, value, NULL);
        if (field(line, "under")) worksheet_write_string(sheet, row, 2, field(line, "under"), NULL);
    } else if (field(line, "link")) {
        worksheet_write_url(sheet, row, 1, field(line, "link"), NULL);
        worksheet_write_string(sheet, row, 1, value, NULL);
    } else if (!strcmp(kind, "text")) worksheet_write_string(sheet, row, 1, value, NULL);
    else if (!strcmp(kind, "number")) worksheet_write_number(sheet, row, 1, strtod(value, NULL), format);
    else if (!strcmp(kind, "boolean")) worksheet_write_boolean(sheet, row, 1, *value == 't', NULL);
    else if (!strcmp(kind, "blank")) worksheet_write_blank(sheet, row, 1, format);
    else if (!strcmp(kind, "date")) {
        lxw_datetime date = {0};
        sscanf(value, "%d-%d-%dT%d:%d:%lf", &date.year, &date.month, &date.day, &date.hour, &date.min, &date.sec);
        worksheet_write_datetime(sheet, row, 1, &date, format);
    } else if (!strcmp(kind, "rich")) {
        char *first = strtok(value, "|"), *second = strtok(NULL, "|"), *third = strtok(NULL, "|");
        lxw_format *bold = workbook_add_format(book);
        format_set_bold(bold);
        lxw_rich_string_tuple a = {NULL, first}, b = {bold, second}, c = {NULL, third};
        lxw_rich_string_tuple *runs[] = {&a, &b, &c, NULL};
        worksheet_write_rich_string(sheet, row, 1, runs, NULL);
    } else if (!strcmp(kind, "formula")) {
        strcat(formula, field(line, "formula"));
        if (field(line, "array")) worksheet_write_array_formula_num(sheet, row, 1, row, 1, formula, format, strtod(value, NULL));
        else if (value && strspn(value, "0123456789") == strlen(value) && *value) worksheet_write_formula_num(sheet, row, 1, formula, format, strtod(value, NULL));
        else worksheet_write_formula_str(sheet, row, 1, formula, format, field(line, "error") ? field(line, "error") : value);
    }
    if (field(line, "comment")) worksheet_write_comment(sheet, row, 1, field(line, "comment"));
}

int main(int count, char **arguments) {
    const char *labels[] = {"__proto__", "constructor", "toString", "in a hidden column"};
    const char *omitted[] = {"formula-uncalculated", "formula-boolean", "formula-as-text", "error-not-available", "error-reference", "error-division", "error-name"};
    lxw_row_col_options hidden = {.hidden = LXW_TRUE};
    lxw_workbook *book = workbook_new(arguments[count - 1]);
    worksheet_hide(workbook_add_worksheet(book, "Lists"));
    lxw_worksheet *sheet = workbook_add_worksheet(book, "Tom's \"A\" & B 🙂");
    lxw_chart *chart = workbook_add_chart(book, LXW_CHART_COLUMN);
    worksheet_write_number(workbook_add_worksheet(book, "Notes"), 0, 1, 1, NULL);
    chart_add_series(chart, NULL, "=Notes!$B$1");
    chartsheet_set_chart(workbook_add_chartsheet(book, "Chart"), chart);
    worksheet_activate(sheet);
    worksheet_set_first_sheet(sheet);
    for (int column = 0; column < 4; column++) worksheet_write_string(sheet, 0, column, labels[column], NULL);
    char line[2000];
    FILE *lines = fopen(arguments[1], "r");
    for (lxw_row_t row = 1; fgets(line, sizeof line, lines); row++) {
        char *key = field(line, "key");
        int skip = key == NULL;
        for (size_t at = 0; !skip && at < sizeof omitted / sizeof *omitted; at++) skip = !strcmp(key, omitted[at]);
        if (skip) continue;
        if (!strcmp(key, "hidden-row")) worksheet_set_row_opt(sheet, row, LXW_DEF_ROW_HEIGHT, NULL, &hidden);
        worksheet_write_string(sheet, row, 0, key, NULL);
        write_case(book, sheet, row, line);
    }
    worksheet_set_column_opt(sheet, 3, 3, 10, NULL, &hidden);
    worksheet_autofilter(sheet, 0, 0, 90, 3);
    return workbook_close(book);
}
