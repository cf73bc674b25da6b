/* Every registered surface, unasked: its derivatives against differences, its drivers
 * against each other, its critical points, window, start and words. */
#include "../close.h"

#include <ravine/ravine.h>

#include "engine/surface_driver.h"
#include "surface_specs.h"

enum { POINTS = 48 };

typedef void check_fn(const char *name, struct rv_objective *objective);

static void
walk(check_fn *check)
{
    for (size_t i = 0; i < surface_specs_count(); i++) {
        char name[160];
        struct rv_objective *objective = surface_specs_make(i, name, sizeof name);
        check(name, objective);
        rv_objective_unref(objective);
    }
}

static double
value_at(const struct rv_objective *o, double x, double y)
{
    return rv_objective_peek(o, (double[]){x, y}, NULL);
}

static struct rv_vec2
gradient_at(const struct rv_objective *o, double x, double y)
{
    double g[2];
    rv_objective_peek(o, (double[]){x, y}, g);
    return (struct rv_vec2){g[0], g[1]};
}

/* How much the gradient bends from p - d over p to p + d. */
static double
second_difference(const struct rv_objective *o, struct rv_vec2 p, double dx, double dy)
{
    struct rv_vec2 a = gradient_at(o, p.x + dx, p.y + dy), g = gradient_at(o, p.x, p.y);
    struct rv_vec2 b = gradient_at(o, p.x - dx, p.y - dy);
    return fabs(a.x + b.x - 2 * g.x) + fabs(a.y + b.y - 2 * g.y);
}

/* Does the gradient jump, or change its slope, within @h of the point? Where it is smooth
 * the second difference falls with the square of the step. */
static bool
near_kink(const struct rv_objective *o, struct rv_vec2 p, double h)
{
    if (!(o->surface->traits & RV_TRAIT_KINKS))
        return false;
    for (int i = 0; i < 8; i++) {
        double dx = h * cos(0.3 + i * 0.7854), dy = h * sin(0.3 + i * 0.7854);
        double s[3];
        for (int k = 0; k < 3; k++)
            s[k] = second_difference(o, p, dx / (1 << k), dy / (1 << k));
        for (int k = 0; k < 2; k++)
            if (fabs(s[k + 1] - s[k] / 4) > 0.1 * s[k] + 1e-12)
                return true;
    }
    return false;
}

/* Central differences with one step of Richardson's extrapolation: error O(h⁴). */
static double
extrapolate(double coarse, double fine)
{
    return (4 * fine - coarse) / 3;
}

static struct rv_vec2
difference_gradient(const struct rv_objective *o, struct rv_vec2 p, double h)
{
    struct rv_vec2 d[2];
    for (int i = 0; i < 2; i++, h /= 2) {
        d[i].x = (value_at(o, p.x + h, p.y) - value_at(o, p.x - h, p.y)) / (2 * h);
        d[i].y = (value_at(o, p.x, p.y + h) - value_at(o, p.x, p.y - h)) / (2 * h);
    }
    return (struct rv_vec2){extrapolate(d[0].x, d[1].x), extrapolate(d[0].y, d[1].y)};
}

static void
difference_hessian(const struct rv_objective *o, struct rv_vec2 p, double h,
                   double out[4])
{
    double d[2][4];
    for (int i = 0; i < 2; i++, h /= 2) {
        struct rv_vec2 right = gradient_at(o, p.x + h, p.y);
        struct rv_vec2 left = gradient_at(o, p.x - h, p.y);
        struct rv_vec2 above = gradient_at(o, p.x, p.y + h);
        struct rv_vec2 below = gradient_at(o, p.x, p.y - h);
        d[i][0] = (right.x - left.x) / (2 * h);
        d[i][1] = (right.y - left.y) / (2 * h);
        d[i][2] = (above.x - below.x) / (2 * h);
        d[i][3] = (above.y - below.y) / (2 * h);
    }
    for (int k = 0; k < 4; k++)
        out[k] = extrapolate(d[0][k], d[1][k]);
}

static void
check_derivatives(const char *name, struct rv_objective *o)
{
    struct rv_window w = rv_objective_window(o);
    size_t checked = 0;
    for (size_t k = 0; k < POINTS; k++) {
        struct rv_vec2 p = surface_point(w, k);
        double at[2] = {p.x, p.y}, g[2], h[4], dh[4];
        double step = 1e-3 * fmin(1, w.x1 - w.x0);
        double f = rv_objective_peek(o, at, g);
        if (near_kink(o, p, 1e-3))
            continue;
        checked++;
        struct rv_vec2 d = difference_gradient(o, p, step);
        double scale = fmax(1, fmax(fmax(fabs(g[0]), fabs(g[1])), 1e-3 * fabs(f)));
        if (!(fmax(fabs(d.x - g[0]), fabs(d.y - g[1])) <= 1e-8 * scale))
            fail_msg(
                "%s at (%g, %g): gradient (%.15g, %.15g), by differences (%.15g, %.15g)",
                name, p.x, p.y, g[0], g[1], d.x, d.y);
        assert_true(rv_objective_hessian(o, at, h));
        difference_hessian(o, p, step, dh);
        for (int i = 0; i < 4; i++)
            scale = fmax(scale, fabs(h[i]));
        for (int i = 0; i < 4; i++)
            if (!(fabs(h[i] - dh[i]) <= 1e-8 * scale))
                fail_msg("%s at (%g, %g): Hessian[%d] %.15g, by differences %.15g", name,
                         p.x, p.y, i, h[i], dh[i]);
    }
    assert_true(checked >= POINTS / 2);
}

static void
derivatives_agree_with_differences(void **state)
{
    (void)state;
    walk(check_derivatives);
}

/* A minimum is not above its surroundings, a maximum not below; where there is a
 * gradient, it vanishes. */
static void
check_critical(const char *name, struct rv_objective *o)
{
    struct rv_critical points[RV_CRITICAL_MAX];
    size_t n = rv_objective_critical(o, points, RV_CRITICAL_MAX);
    assert_true(n <= RV_CRITICAL_MAX);
    for (size_t i = 0; i < n; i++) {
        struct rv_vec2 p = points[i].at;
        double at[2] = {p.x, p.y}, g[2], h[4], f = rv_objective_peek(o, at, g);
        rv_objective_hessian(o, at, h);
        double size = 1 + fabs(h[0]) + fabs(h[1]) + fabs(h[3]);
        assert_close(f, points[i].value, 1e-13);
        if (!near_kink(o, p, 1e-3) && !(fmax(fabs(g[0]), fabs(g[1])) <= 1e-12 * size))
            fail_msg("%s: gradient (%g, %g) at critical point (%.17g, %.17g)", name, g[0],
                     g[1], p.x, p.y);
        bool low = points[i].kind == RV_MINIMUM || points[i].kind == RV_MINIMUM_LOCAL;
        for (int k = 0; k < 16 && points[i].kind != RV_SADDLE; k++) {
            double r = 1e-3, angle = k * 0.39269908169872414;
            double rise = value_at(o, p.x + r * cos(angle), p.y + r * sin(angle)) - f;
            if ((low ? rise : -rise) < -1e-14 * (1 + fabs(f)))
                fail_msg("%s: (%g, %g) is no %s", name, p.x, p.y,
                         low ? "minimum" : "maximum");
        }
    }
}

static void
critical_points_are_critical(void **state)
{
    (void)state;
    walk(check_critical);
}

/* The lowest listed point is no higher than anything in the window, unless the surface
 * falls without end there. */
static void
check_lowest(const char *name, struct rv_objective *o)
{
    struct rv_critical points[RV_CRITICAL_MAX];
    size_t n = rv_objective_critical(o, points, RV_CRITICAL_MAX);
    double lowest = INFINITY;
    for (size_t i = 0; i < n; i++)
        if (points[i].kind == RV_MINIMUM)
            lowest = fmin(lowest, points[i].value);
    if (lowest == INFINITY || strcmp(name, "mccormick") == 0)
        return;
    for (size_t k = 0; k < 2000; k++) {
        struct rv_vec2 p = surface_point(rv_objective_window(o), k);
        if (value_at(o, p.x, p.y) < lowest - 1e-12 * (1 + fabs(lowest)))
            fail_msg("%s: (%g, %g) lies below its minimum", name, p.x, p.y);
    }
}

static void
nothing_lies_below_the_minimum(void **state)
{
    (void)state;
    walk(check_lowest);
}

static void
check_lanes(const char *name, struct rv_objective *o)
{
    enum { N = 131 };
    double x[N], y[N], f[N], gx[N], gy[N];
    if (!o->driver->lanes)
        return;
    for (size_t k = 0; k < N; k++) {
        struct rv_vec2 p = surface_point(rv_objective_window(o), k);
        x[k] = p.x;
        y[k] = p.y;
    }
    o->driver->lanes(o->self, N, x, y, f, gx, gy);
    for (size_t k = 0; k < N; k++) {
        double one;
        struct rv_vec2 g = o->driver->eval(o->self, x[k], y[k], &one);
        double ours[3] = {f[k], gx[k], gy[k]}, theirs[3] = {one, g.x, g.y};
        if (memcmp(ours, theirs, sizeof ours) != 0)
            fail_msg("%s: lane %zu differs from eval() in its bits", name, k);
    }
}

static void
lanes_have_the_bits_of_eval(void **state)
{
    (void)state;
    walk(check_lanes);
}

static void
check_values(const char *name, struct rv_objective *o)
{
    enum { N = 75 };
    double x[N], row[N];
    struct rv_window w = rv_objective_window(o);
    for (size_t line = 0; line < 7; line++) {
        double y = w.y0 + (w.y1 - w.y0) * (double)line / 6;
        for (size_t k = 0; k < N; k++)
            x[k] = w.x0 + (w.x1 - w.x0) * (double)k / (N - 1);
        rv_objective_values(o, x, y, N, row);
        for (size_t k = 0; k < N; k++) {
            double f = value_at(o, x[k], y);
            if (!(fabs(row[k] - f) <= 1e-13 * fmax(1, fabs(f))))
                fail_msg("%s: raster %.17g, value %.17g at (%g, %g)", name, row[k], f,
                         x[k], y);
        }
    }
}

static void
rasters_have_the_values(void **state)
{
    (void)state;
    walk(check_values);
}

/* All rows in order are the whole, to the bit; single rows have the whole as their mean.
 */
static void
check_rows(const char *name, struct rv_objective *o)
{
    size_t n = rv_objective_rows(o);
    const struct rv_surface_driver *driver = o->driver;
    assert_int_equal(n > 0, (o->surface->traits & RV_TRAIT_DATA) != 0);
    if (n == 0)
        return;
    uint32_t *rows = calloc(n, sizeof *rows);
    for (size_t i = 0; i < n; i++)
        rows[i] = (uint32_t)i;
    for (size_t k = 0; k < POINTS; k++) {
        struct rv_vec2 p = surface_point(rv_objective_window(o), k), g, all;
        double f[2], one, mean[3] = {0, 0, 0};
        g = driver->eval(o->self, p.x, p.y, &f[0]);
        all = driver->eval_rows(o->self, p.x, p.y, rows, n, &f[1]);
        if (memcmp(&f[0], &f[1], sizeof f[0]) != 0 || memcmp(&g, &all, sizeof g) != 0)
            fail_msg("%s: all rows differ from the whole", name);
        for (size_t i = 0; i < n; i++) {
            struct rv_vec2 part = driver->eval_rows(o->self, p.x, p.y, &rows[i], 1, &one);
            mean[0] += one / (double)n;
            mean[1] += part.x / (double)n;
            mean[2] += part.y / (double)n;
        }
        assert_close(mean[0], f[0], 1e-13);
        assert_close(mean[1], g.x, 1e-13);
        assert_close(mean[2], g.y, 1e-13);
    }
    free(rows);
}

static void
rows_make_the_whole(void **state)
{
    (void)state;
    walk(check_rows);
}

static void
eigenvalues(const double h[4], double *low, double *high)
{
    double mean = (h[0] + h[3]) / 2, half = (h[0] - h[3]) / 2;
    double radius = sqrt(half * half + h[1] * h[1]);
    *low = mean - radius;
    *high = mean + radius;
}

static void
check_curvature(const char *name, struct rv_objective *o)
{
    double mu = -INFINITY, L = INFINITY, h[4], first[4], low, high;
    bool known = rv_objective_curvature(o, &mu, &L);
    struct rv_window w = rv_objective_window(o);
    if (o->surface->traits & RV_TRAIT_QUADRATIC)
        assert_true(known);
    for (size_t k = 0; k < POINTS; k++) {
        struct rv_vec2 p = surface_point(w, k);
        rv_objective_hessian(o, (double[]){p.x, p.y}, h);
        eigenvalues(h, &low, &high);
        double slack = 1e-12 * fmax(1, fmax(fabs(low), fabs(high)));
        if (low < mu - slack || high > L + slack)
            fail_msg("%s: eigenvalues %g, %g outside %g...%g", name, low, high, mu, L);
        if ((o->surface->traits & RV_TRAIT_CONVEX) && low < -slack)
            fail_msg("%s is called convex; eigenvalue %g at (%g, %g)", name, low, p.x,
                     p.y);
        if (k == 0)
            memcpy(first, h, sizeof h);
        if (o->surface->traits & RV_TRAIT_QUADRATIC)
            assert_memory_equal(first, h, sizeof h);
    }
}

static void
curvature_keeps_its_bounds(void **state)
{
    (void)state;
    walk(check_curvature);
}

static void
check_start(const char *name, struct rv_objective *o)
{
    struct rv_window w = rv_objective_window(o);
    struct rv_vec2 p = rv_objective_start(o);
    double g[2], f = rv_objective_peek(o, (double[]){p.x, p.y}, g);
    assert_true(w.x0 < w.x1 && w.y0 < w.y1);
    if (!(p.x > w.x0 && p.x < w.x1 && p.y > w.y0 && p.y < w.y1))
        fail_msg("%s: the start (%g, %g) lies outside its window", name, p.x, p.y);
    assert_true(isfinite(f) && isfinite(g[0]) && isfinite(g[1]));
}

static void
start_lies_in_the_window(void **state)
{
    (void)state;
    walk(check_start);
}

/* Far out and at what is no number: an answer, and no trap. */
static void
check_extremes(const char *name, struct rv_objective *o)
{
    static const double far[] = {0, -0.0, 1e3, -1e3, 1e300, -1e300, INFINITY, NAN};
    enum { N = sizeof far / sizeof far[0] };
    double g[2], h[4], row[N];
    (void)name;
    for (size_t i = 0; i < N; i++) {
        for (size_t k = 0; k < N; k++) {
            rv_objective_peek(o, (double[]){far[i], far[k]}, g);
            rv_objective_hessian(o, (double[]){far[i], far[k]}, h);
        }
        rv_objective_values(o, far, far[i], N, row);
    }
}

static void
extremes_are_answered(void **state)
{
    (void)state;
    walk(check_extremes);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(derivatives_agree_with_differences),
        cmocka_unit_test(critical_points_are_critical),
        cmocka_unit_test(nothing_lies_below_the_minimum),
        cmocka_unit_test(lanes_have_the_bits_of_eval),
        cmocka_unit_test(rasters_have_the_values),
        cmocka_unit_test(rows_make_the_whole),
        cmocka_unit_test(curvature_keeps_its_bounds),
        cmocka_unit_test(start_lies_in_the_window),
        cmocka_unit_test(extremes_are_answered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
