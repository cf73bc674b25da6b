/* A formula as the user typed it. Its minima are not known but found. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../formula/program.h"
#include "critical.h"
#include "settings.h"
#include "text.h"

/** A formula, ready to run. */
struct typed {
    struct program part[N_PARTS];
    struct row_set all;
    struct rv_vec2 start;
    struct rv_window window;
    char *text; /**< with numbers in place of parameters */
};

static const struct rv_surface_driver driver;

static struct rv_vec2
eval(const void *self, double x, double y, double *f)
{
    const struct typed *typed = self;
    double out[OUTPUTS_MAX];
    program_point(&typed->part[PART_GRADIENT], &typed->all, x, y, out);
    *f = out[0];
    return (struct rv_vec2){out[1], out[2]};
}

static struct rv_vec2
eval_rows(const void *self, double x, double y, const uint32_t *rows, size_t n, double *f)
{
    const struct typed *typed = self;
    const struct row_set set = {typed->all.data, rows, n};
    double out[OUTPUTS_MAX];
    program_point(&typed->part[PART_GRADIENT], &set, x, y, out);
    *f = out[0];
    return (struct rv_vec2){out[1], out[2]};
}

static void
hessian(const void *self, double x, double y, double h[3])
{
    const struct typed *typed = self;
    double out[OUTPUTS_MAX];
    program_point(&typed->part[PART_HESSIAN], &typed->all, x, y, out);
    memcpy(h, out + 3, 3 * sizeof *h);
}

static void
lanes(const void *self, size_t n, const double *x, const double *y, double *f, double *gx,
      double *gy)
{
    const struct typed *typed = self;
    program_lanes(&typed->part[PART_GRADIENT], &typed->all, n, x, y, 1,
                  (double *[]){f, gx, gy});
}

static void
values(const void *self, const double *x, double y, size_t n, double *out)
{
    const struct typed *typed = self;
    program_lanes(&typed->part[PART_VALUE], &typed->all, n, x, &y, 0, (double *[]){out});
}

/* Minima --------------------------------------------------------------------------- */

/* As many looks as take some milliseconds: the screen waits. */
enum { INSTRUCTIONS_MAX = 6000000, LOOKS_MAX = 100000 };

static size_t
search(const void *self, struct rv_window window, struct rv_critical *out, size_t max)
{
    const struct typed *typed = self;
    const struct program *value = &typed->part[PART_GRADIENT];
    size_t per_look = value->n_code + 1;
    if (value->n_means)
        per_look *= typed->all.n;
    size_t looks = INSTRUCTIONS_MAX / per_look;
    return critical_search(&driver, self, window, looks < LOOKS_MAX ? looks : LOOKS_MAX,
                           out, max);
}

/* Making one ----------------------------------------------------------------------- */

/* (-3, 2); where the formula has no value or slope there, the first place that has, of
 * the other quadrants, then nearer to the middle. */
static struct rv_vec2
find_start(const struct typed *typed)
{
    static const double scales[] = {1, 0.5, 0.25, 1.5, 0.1, 0.01};
    static const struct rv_vec2 places[] = {
        {-3, 2 },
        {3,  2 },
        {-3, -2},
        {3,  -2},
        {2,  3 },
        {-2, 3 },
        {2,  -3},
        {-2, -3},
    };
    for (size_t s = 0; s < sizeof scales / sizeof scales[0]; s++)
        for (size_t p = 0; p < sizeof places / sizeof places[0]; p++) {
            struct rv_vec2 at = {scales[s] * places[p].x, scales[s] * places[p].y};
            double f;
            struct rv_vec2 g = eval(typed, at.x, at.y, &f);
            if (isfinite(f) && isfinite(g.x) && isfinite(g.y))
                return at;
        }
    return places[0];
}

/* Ten units across; where the formula has values in a small part of that, about that
 * part. A mean over data is not looked at so often. */
static struct rv_window
find_window(const struct typed *typed)
{
    enum { LOOKS = 81 };
    static const double small = 0.2, half = 5;
    struct rv_window all = {-half, half, -half, half};
    struct rv_window box = {INFINITY, -INFINITY, INFINITY, -INFINITY};
    double x[LOOKS], value[LOOKS], margin = 2 * half / (LOOKS - 1);
    size_t defined = 0;
    for (int i = 0; i < LOOKS; i++)
        x[i] = -half + i * margin;
    for (int row = 0; row < LOOKS && !typed->part[PART_VALUE].n_means; row++) {
        values(typed, x, x[row], LOOKS, value);
        for (int i = 0; i < LOOKS; i++) {
            if (!isfinite(value[i]))
                continue;
            defined++;
            box.x0 = fmin(box.x0, x[i] - margin);
            box.x1 = fmax(box.x1, x[i] + margin);
            box.y0 = fmin(box.y0, x[row] - margin);
            box.y1 = fmax(box.y1, x[row] + margin);
        }
    }
    return defined > 0 && (double)defined < small * LOOKS * LOOKS ? box : all;
}

static struct rv_window
window(const void *self)
{
    return ((const struct typed *)self)->window;
}

static void
release(void *self)
{
    struct typed *typed = self;
    for (int i = 0; i < N_PARTS; i++)
        program_finish(&typed->part[i]);
    free(typed->text);
    free(typed);
}

static enum rv_status
build(struct typed *typed, const struct formula *formula,
      const struct rv_surface_spec *spec)
{
    enum { TEXT_ROOM = 4 * RV_FORMULA_MAX };
    for (int i = 0; i < N_PARTS; i++) {
        enum rv_status status = program_compile(&typed->part[i], formula, (enum part)i);
        if (status)
            return status;
    }
    typed->text = malloc(TEXT_ROOM);
    if (!typed->text)
        return RV_E_MEMORY;
    formula_write(formula, spec->formula, spec->settings.value, typed->text, TEXT_ROOM);
    typed->start = find_start(typed);
    typed->window = find_window(typed);
    return RV_OK;
}

static enum rv_status
prepare_text(void **self, const struct rv_surface_spec *spec, const struct rv_data *data,
             struct rv_error *error)
{
    struct formula formula;
    struct typed *typed = calloc(1, sizeof *typed);
    if (!typed)
        return rv_fail(error, RV_E_MEMORY, "out of memory");
    *self = typed;
    typed->all = (struct row_set){data, NULL, data ? data->n : 0};
    enum rv_status status =
        formula_parse(&formula, spec->formula, data, spec->settings.value, error);
    if (status)
        return status;
    status = build(typed, &formula, spec);
    formula_finish(&formula);
    if (status == RV_E_RANGE)
        return rv_fail(error, status, "the formula is too complicated");
    return status ? rv_fail(error, status, "out of memory") : RV_OK;
}

static enum rv_status
params(const struct rv_surface_spec *spec, const struct rv_data *data,
       struct rv_surface_params *out, struct rv_error *error)
{
    static const struct rv_param row = SETTING_COEFFICIENT(
        "", "", 1, -10, 10, 0.1, "a parameter that the formula names");
    struct formula formula;
    out->n = 0;
    enum rv_status status = formula_parse(&formula, spec->formula, data, NULL, error);
    if (status)
        return status;
    out->n = formula.n_parameters;
    memcpy(out->name, formula.parameter, sizeof out->name);
    for (size_t i = 0; i < out->n; i++) {
        out->row[i] = row;
        out->row[i].key = out->row[i].symbol = out->name[i];
    }
    formula_finish(&formula);
    return RV_OK;
}

static struct rv_vec2
start(const void *self)
{
    return ((const struct typed *)self)->start;
}

static void
write_formula(const void *self, char *buffer, size_t size)
{
    const struct typed *typed = self;
    text_begin(buffer, size, typed->text);
}

size_t
rv_formula_function_count(void)
{
    return function_count();
}

struct rv_formula_function
rv_formula_function_at(size_t i)
{
    const struct function *function = function_at(i);
    return (struct rv_formula_function){function->name, function->operands,
                                        function->help};
}

static const struct rv_surface_driver driver = {
    .prepare_text = prepare_text,
    .release = release,
    .params = params,
    .text = "(x^2 + y^2)/20 + sin(x)*cos(y)",
    .eval = eval,
    .eval_rows = eval_rows,
    .hessian = hessian,
    .lanes = lanes,
    .values = values,
    .search = search,
    .window = window,
    .start = start,
    .formula = write_formula,
};

extern const struct rv_surface rv_surface_formula;
const struct rv_surface rv_surface_formula = {
    .id = "formula",
    .title = "Formula",
    .note = "your own",
    .formula = "f = f(x, y), as typed",
    .source = "typed by the user: f=..., in which any name but x, y, e, pi is a setting",
    .axis = {"x", "y"},
    .traits = RV_TRAIT_FORMULA,
    .data = "",
    .driver = &driver,
};
