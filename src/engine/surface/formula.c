/* A formula as the user typed it. Its minima are not known but found: from the lowest
 * points of a raster over the window downhill to where the gradient vanishes, or to the
 * tip of a kink. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../formula/program.h"
#include "critical.h"
#include "settings.h"
#include "symmetric.h"
#include "text.h"

/** A formula, ready to run. */
struct typed {
    struct program part[N_PARTS];
    struct row_set all;
    struct rv_vec2 start;
    char *text; /**< with numbers in place of parameters */
};

static const struct rv_surface_driver driver;

static const struct rv_window default_window = {-5, 5, -5, 5};

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

/* A raster this fine, or as fine as this many instructions allow. */
enum { RASTER_FINEST = 128, RASTER_COARSEST = 16, WORK_MAX = 100000000 };

static int
raster_size(const struct typed *typed)
{
    const struct program *value = &typed->part[PART_VALUE];
    double per_point = value->n_code + 1.0;
    if (value->n_means)
        per_point *= (double)typed->all.n;
    int size = RASTER_FINEST;
    while (size >= RASTER_COARSEST && per_point * size * size > WORK_MAX)
        size /= 2;
    return size >= RASTER_COARSEST ? size : 0;
}

struct raster {
    int size; /* cells across; points are one more */
    struct rv_window window;
    double *values;
};

static double
raster_at(const struct raster *raster, int column, int row)
{
    if (column < 0 || row < 0 || column > raster->size || row > raster->size)
        return INFINITY;
    return raster->values[row * (raster->size + 1) + column];
}

static struct rv_vec2
raster_point(const struct raster *raster, int column, int row)
{
    struct rv_window w = raster->window;
    return (struct rv_vec2){w.x0 + (w.x1 - w.x0) * column / raster->size,
                            w.y0 + (w.y1 - w.y0) * row / raster->size};
}

static bool
make_raster(const struct typed *typed, struct raster *raster)
{
    double x[RASTER_FINEST + 1];
    size_t n = (size_t)raster->size + 1;
    raster->values = malloc(n * n * sizeof *raster->values);
    if (!raster->values)
        return false;
    for (int i = 0; i <= raster->size; i++)
        x[i] = raster_point(raster, i, 0).x;
    for (int i = 0; i <= raster->size; i++)
        values(typed, x, raster_point(raster, 0, i).y, n, raster->values + (size_t)i * n);
    return true;
}

/* Of equal neighbours the first one is the lowest, so that a flat floor has few. */
static bool
is_lowest(const struct raster *raster, int column, int row)
{
    double f = raster_at(raster, column, row);
    if (!isfinite(f))
        return false;
    for (int k = 0; k < 9; k++) {
        double other = raster_at(raster, column + k % 3 - 1, row + k / 3 - 1);
        if (other < f || (k < 4 && other == f))
            return false;
    }
    return true;
}

static double
value_at(const struct typed *typed, struct rv_vec2 at)
{
    double f;
    program_point(&typed->part[PART_VALUE], &typed->all, at.x, at.y, &f);
    return f;
}

/* Newton's direction; where the surface does not curve upwards, with as much added to the
 * curvature as makes it point downhill. */
static bool
downhill(const struct typed *typed, struct rv_vec2 at, struct rv_vec2 g,
         struct rv_vec2 *step)
{
    double h[3], eigenvalue[2];
    hessian(typed, at.x, at.y, h);
    symmetric_eigenvalues(h, eigenvalue);
    double most = fmax(fabs(eigenvalue[0]), fabs(eigenvalue[1]));
    if (eigenvalue[0] < 1e-6 * most) {
        double more = 1e-3 * most - eigenvalue[0];
        h[0] += more;
        h[2] += more;
    }
    return symmetric_solve(h, g, step);
}

/* Go down by Newton's steps, halved until the value falls. */
static void
descend(const struct typed *typed, struct rv_vec2 *at)
{
    for (int turn = 0; turn < 200; turn++) {
        double f, below = NAN, length = 1;
        struct rv_vec2 step, next = *at, g = eval(typed, at->x, at->y, &f);
        if (!downhill(typed, *at, g, &step))
            return;
        for (; length > 1e-10 && !(below < f); length /= 2) {
            next = (struct rv_vec2){at->x - length * step.x, at->y - length * step.y};
            below = value_at(typed, next);
        }
        if (!(below < f))
            return;
        *at = next;
    }
}

/* Where there is no Hessian to follow, at a kink: by halving steps along the axes and
 * diagonals. */
static void
creep_down(const struct typed *typed, struct rv_vec2 *at, double step, double least)
{
    static const double ways[8][2] = {
        {1,  0 },
        {0,  1 },
        {-1, 0 },
        {0,  -1},
        {1,  1 },
        {-1, -1},
        {1,  -1},
        {-1, 1 },
    };
    double f = value_at(typed, *at);
    for (int turn = 0; turn < 2000 && step > least; turn++) {
        bool moved = false;
        for (int k = 0; k < 8 && !moved; k++) {
            struct rv_vec2 next = {at->x + step * ways[k][0], at->y + step * ways[k][1]};
            double below = value_at(typed, next);
            moved = below < f;
            if (moved) {
                *at = next;
                f = below;
            }
        }
        if (!moved)
            step /= 2;
    }
}

/* Do all points around lie higher? Else it is a slope, or a floor without end. */
static bool
is_pit(const struct typed *typed, struct rv_vec2 at, double radius)
{
    double f = value_at(typed, at);
    for (int k = 0; k < 16; k++) {
        double angle = (k + 0.5) * 0.39269908169872414;
        struct rv_vec2 other = {at.x + radius * cos(angle), at.y + radius * sin(angle)};
        if (!(value_at(typed, other) > f))
            return false;
    }
    return isfinite(f);
}

/* The direction in which the surface at @at curves least, and how strongly against the
 * strongest. */
static double
flattest(const struct typed *typed, struct rv_vec2 at, struct rv_vec2 *way)
{
    double h[3], eigenvalue[2];
    hessian(typed, at.x, at.y, h);
    symmetric_eigenvalues(h, eigenvalue);
    struct rv_vec2 p = {h[1], eigenvalue[0] - h[0]}, q = {eigenvalue[0] - h[2], h[1]};
    double length = hypot(p.x, p.y);
    if (length < hypot(q.x, q.y)) {
        p = q;
        length = hypot(q.x, q.y);
    }
    *way = length > 0 ? (struct rv_vec2){p.x / length, p.y / length}
                      : (struct rv_vec2){1, 0};
    return fabs(eigenvalue[0]) / fabs(eigenvalue[1]);
}

/* Does the floor go on at the same height? Then it is no point: away from it, along the
 * flattest direction, one does not come back. */
static bool
is_floor(const struct typed *typed, struct rv_vec2 at, double radius)
{
    struct rv_vec2 way;
    double f = value_at(typed, at);
    if (flattest(typed, at, &way) > 1e-6)
        return false;
    for (int side = -1; side <= 1; side += 2) {
        struct rv_vec2 other = {at.x + side * radius * way.x,
                                at.y + side * radius * way.y};
        descend(typed, &other);
        if (hypot(other.x - at.x, other.y - at.y) > radius / 2 &&
            value_at(typed, other) <= f + 1e-12 * (1 + fabs(f)))
            return true;
    }
    return false;
}

/* Is the point as low as its slope leads? What creeping leaves on the floor of a bent
 * valley is not. */
static bool
is_bottom(const struct typed *typed, struct rv_vec2 at, double step)
{
    double f;
    struct rv_vec2 g = eval(typed, at.x, at.y, &f);
    double norm = hypot(g.x, g.y);
    for (double length = step; length > 1e-9 * step && norm > 0; length /= 2)
        if (value_at(typed, (struct rv_vec2){at.x - length * g.x / norm,
                                             at.y - length * g.y / norm}) < f)
            return false;
    return true;
}

/* The minimum below a raster point. @return false: there is none. */
static bool
find_minimum(const struct typed *typed, struct rv_vec2 *at, double step)
{
    struct rv_vec2 newton = *at;
    descend(typed, &newton);
    if (critical_polish(&driver, typed, &newton) &&
        !(value_at(typed, newton) > value_at(typed, *at)) &&
        is_pit(typed, newton, step / 64)) {
        *at = newton;
        return !is_floor(typed, newton, step / 8);
    }
    creep_down(typed, at, step, step * 1e-13);
    return is_pit(typed, *at, step / 64) && is_bottom(typed, *at, step / 64) &&
           !is_floor(typed, *at, step / 8);
}

static bool
is_new(const struct rv_critical *points, size_t n, struct rv_vec2 at, double apart)
{
    for (size_t i = 0; i < n; i++)
        if (hypot(points[i].at.x - at.x, points[i].at.y - at.y) < apart)
            return false;
    return true;
}

static size_t
critical(const void *self, struct rv_critical *out, size_t max)
{
    const struct typed *typed = self;
    struct rv_window w = default_window;
    struct raster raster = {.size = raster_size(typed), .window = w};
    size_t n = 0;
    if (raster.size == 0 || !make_raster(typed, &raster))
        return 0;
    double step = (w.x1 - w.x0) / raster.size;
    for (int i = 0; i < (raster.size + 1) * (raster.size + 1) && n < max; i++) {
        int column = i % (raster.size + 1), row = i / (raster.size + 1);
        struct rv_vec2 at = raster_point(&raster, column, row);
        if (!is_lowest(&raster, column, row) || !find_minimum(typed, &at, step) ||
            !is_new(out, n, at, step / 64) || at.x < w.x0 || at.x > w.x1 || at.y < w.y0 ||
            at.y > w.y1)
            continue;
        out[n++] = (struct rv_critical){at, value_at(typed, at), RV_MINIMUM};
    }
    free(raster.values);
    critical_rank(out, n);
    return n;
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
    .critical = critical,
    .critical_found = true,
    .fixed_window = {-5, 5, -5, 5},
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
