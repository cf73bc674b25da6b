/*
 * Any text as a formula: an error with a place in the text, or a formula that gives the
 * same bits alone and in lanes, alone and with its derivatives. The first byte chooses
 * whether there are data.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/formula/lexer.h"
#include "engine/formula/program.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

enum { ROWS = 5, POINTS = 11, ROOM = 4096 };

static const double ages[ROWS] = {20, 31.5, 0, -4, 1e3};
static const double heights[ROWS] = {1, 1.8, 0.25, -1, 3};
static const double sick[ROWS] = {0, 1, 1, 0, 1};
static const struct rv_data people = {
    .n = ROWS,
    .n_features = 2,
    .x = {ages,  heights      },
    .target = sick,
    .feature_name = {"age", "body height"},
    .target_name = "sick",
};
static const double xs[POINTS] = {0, -1, 1, 0.5, -2.25, 3, 1e3, -1e-9, 7, 1e300, -0.0};
static const double ys[POINTS] = {0, 1, 1, -0.5, 2.5, -3, 1e-3, 5, 7, -1e300, 1};

static void
require(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "%s\n", what);
    abort();
}

static void
check_complaint(const char *text, enum rv_status status, const struct rv_error *error)
{
    int end = lexer_column(text, text + strlen(text)) + 1;
    require(status == error->status && status != RV_E_MEMORY, "status");
    require(error->column >= 1 && error->column <= end, "a column outside the text");
    require(*error->text && !strchr(error->text, '\n'), "one line of text");
    for (const char *c = error->text; *c; c++)
        require((unsigned char)*c >= ' ' && *c != 0x7f, "a complaint that steers");
}

/* Lanes and single points. */
static void
check_bits(const struct program *program, const struct row_set *set)
{
    double many[OUTPUTS_MAX][POINTS], one[OUTPUTS_MAX], *out[OUTPUTS_MAX];
    for (int k = 0; k < OUTPUTS_MAX; k++)
        out[k] = many[k];
    program_lanes(program, set, POINTS, xs, ys, 1, out);
    for (size_t i = 0; i < POINTS; i++) {
        program_point(program, set, xs[i], ys[i], one);
        for (int k = 0; k < program->n_outputs; k++)
            require(memcmp(&many[k][i], &one[k], sizeof one[k]) == 0,
                    "lanes differ from single points");
    }
}

static void
check_parts(const struct formula *formula, const struct row_set *set)
{
    struct program part[N_PARTS];
    double out[N_PARTS][OUTPUTS_MAX];
    bool made = true;
    for (int p = 0; p < N_PARTS; p++) {
        enum rv_status status = program_compile(&part[p], formula, (enum part)p);
        require(status == RV_OK || status == RV_E_RANGE, "compile");
        made &= status == RV_OK;
        if (status == RV_OK) {
            check_bits(&part[p], set);
            program_point(&part[p], set, 0.75, -1.25, out[p]);
        }
    }
    if (made) {
        require(memcmp(out[0], out[1], sizeof **out) == 0, "the value alone differs");
        require(memcmp(out[1], out[2], 3 * sizeof **out) == 0, "the gradient differs");
    }
    for (int p = 0; p < N_PARTS; p++)
        program_finish(&part[p]);
}

/* The text with numbers in it is a formula again, of the same value. */
static void
check_written(const struct formula *formula, const char *text, const struct row_set *set)
{
    static const double values[RV_PARAMS_MAX] = {1, 1, 1, 1, 1, 1, 1, 1,
                                                 1, 1, 1, 1, 1, 1, 1, 1};
    char written[ROOM];
    struct formula again;
    double before, after;
    struct program program;
    formula_write(formula, text, values, written, sizeof written);
    require(strncmp(written, "f = ", 4) == 0, "f =");
    if (strstr(written, "\u2212") || strlen(written + 4) >= RV_FORMULA_MAX)
        return; /* a minus is written as one reads it */
    if (formula_parse(&again, written + 4, set->data, NULL, NULL) != RV_OK)
        require(formula->n_parameters > 0, "what is written is no formula");
    else {
        if (program_compile(&program, formula, PART_VALUE) == RV_OK) {
            program_point(&program, set, 0.5, 2, &before);
            program_finish(&program);
            if (program_compile(&program, &again, PART_VALUE) == RV_OK) {
                program_point(&program, set, 0.5, 2, &after);
                program_finish(&program);
                require(memcmp(&before, &after, sizeof before) == 0,
                        "what is written is another formula");
            }
        }
        formula_finish(&again);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (size == 0)
        return 0;
    const struct row_set set = {*bytes & 1 ? &people : NULL, NULL, *bytes & 1 ? ROWS : 0};
    char *text = malloc(size);
    memcpy(text, bytes + 1, size - 1);
    text[size - 1] = '\0';
    struct formula formula;
    struct rv_error error = {0};
    enum rv_status status = formula_parse(&formula, text, set.data, NULL, &error);
    if (status == RV_OK) {
        check_parts(&formula, &set);
        check_written(&formula, text, &set);
        formula_finish(&formula);
    } else {
        check_complaint(text, status, &error);
    }
    free(text);
    return 0;
}
