/* The numbers behind the surfaces: elementary functions with the same bits at every
 * width, divergences against a plain sum, minima that are known or known not to be. */
#include "../close.h"

#include <ravine/ravine.h>

#include "engine/exact.h"
#include "engine/fast.h"
#include "engine/surface_driver.h"
#include "surface_specs.h"

static struct rv_objective *
make(const char *id, const char *params)
{
    struct rv_surface_spec spec;
    struct rv_objective *objective;
    struct rv_error error;
    if (!refs_surface(&spec, id, params))
        fail_msg("no %s:%s", id, params);
    if (rv_objective_create(&objective, &spec, &error) != RV_OK)
        fail_msg("%s:%s: %s", id, params, error.text);
    return objective;
}

static void
assert_bits(const double *a, const double *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (memcmp(&a[i], &b[i], sizeof a[i]) != 0 && !(isnan(a[i]) && isnan(b[i])))
            fail_msg("number %zu: %a is not %a", i, a[i], b[i]);
}

/* Several lengths, so that every width and every remainder is met. */
static void
many_at_once_have_the_bits_of_one(void **state)
{
    enum { N = 61 };
    double x[N], y[N], z[N], one[N], two[N];
    (void)state;
    for (size_t round = 0; round < 400; round++) {
        double reach = round % 4 == 0   ? 745
                       : round % 4 == 1 ? 1
                       : round % 4 == 2 ? 30
                                        : 1e-8;
        size_t n = 1 + round % N;
        for (size_t i = 0; i < n; i++)
            x[i] =
                reach * (2 * fmod((double)(round * N + i) * 0.6180339887498949, 1) - 1);
        if (round % 7 == 0)
            x[0] = (const double[]){INFINITY, -INFINITY, NAN, 0, -0.0}[round / 7 % 5];
        exact_exp_n(n, x, y);
        for (size_t i = 0; i < n; i++)
            one[i] = exact_exp(x[i]);
        assert_bits(y, one, n);
        exact_log1p_n(n, y, z);
        for (size_t i = 0; i < n; i++)
            one[i] = exact_log1p(y[i]);
        assert_bits(z, one, n);
        exact_sin_n(n, x, y);
        exact_cos_n(n, x, z);
        for (size_t i = 0; i < n; i++) {
            one[i] = exact_sin(x[i]);
            two[i] = exact_cos(x[i]);
        }
        assert_bits(y, one, n);
        assert_bits(z, two, n);
    }
}

/* Bits that every machine must have, or trajectories part: computed once, written down.
 */
static void
bits_are_those_of_every_machine(void **state)
{
    (void)state;
    double ours[] = {exact_exp(1),      exact_exp(-0.7), exact_log(10),
                     exact_log1p(1e-3), exact_sin(2),    exact_cos(2)};
    double theirs[] = {0x1.5bf0a8b14576ap+1, 0x1.fc80db9dd5542p-2,
                       0x1.26bb1bbb55516p+1, 0x1.060354f8c3ebfp-10,
                       0x1.d18f6ead1b446p-1, -0x1.aa22657537205p-2};
    assert_bits(ours, theirs, sizeof ours / sizeof ours[0]);
}

static void
pictures_have_an_exponential_right_to_rounding(void **state)
{
    (void)state;
    for (int i = 0; i <= 100000; i++) {
        double x = -708.0 * i / 100000 * (i % 3 == 0 ? 1 : i % 3 == 1 ? 0.01 : 1e-5);
        if (!(fabs(fast_exp(x) / exp(x) - 1) <= 1e-15))
            fail_msg("exp(%.17g) is %.17g, not %.17g", x, fast_exp(x), exp(x));
    }
    assert_true(fast_exp(0) == 1 && fast_exp(-1e300) < 1e-300);
    assert_true(fast_exp(-INFINITY) < 1e-300);
}

static void
the_bottom_of_ackley_is_zero(void **state)
{
    struct rv_objective *o = make("ackley", "");
    double g[2];
    (void)state;
    assert_true(rv_objective_peek(o, (double[]){0, 0}, g) == 0);
    assert_true(g[0] == 0 && g[1] == 0);
    rv_objective_unref(o);
}

struct mixture_case {
    const char *params;
    double weight, mean[2], deviation[2];
};

static double
normal_log(double x, double mean, double deviation)
{
    double z = (x - mean) / deviation;
    return -0.5 * z * z - log(deviation) - 0.5 * log(8 * atan(1));
}

static double
mixture_log(const struct mixture_case *c, double x)
{
    double a = log(c->weight) + normal_log(x, c->mean[0], c->deviation[0]);
    double b = log1p(-c->weight) + normal_log(x, c->mean[1], c->deviation[1]);
    return fmax(a, b) + log1p(exp(-fabs(a - b)));
}

/* The divergence as a plain sum over a fine grid, exact to rounding for analytic decays.
 */
static double
divergence(const struct mixture_case *c, bool forward, double mu, double sigma)
{
    enum { N = 400000 };
    double low = mu - 12 * sigma, high = mu + 12 * sigma, sum = 0;
    for (int i = 0; i < 2 && forward; i++) {
        low = fmin(low, c->mean[i] - 12 * c->deviation[i]);
        high = fmax(high, c->mean[i] + 12 * c->deviation[i]);
    }
    for (int i = 0; i <= N; i++) {
        double x = low + (high - low) * i / N;
        double p = mixture_log(c, x), q = normal_log(x, mu, sigma);
        sum += forward ? exp(p) * (p - q) : exp(q) * (q - p);
    }
    return sum * (high - low) / N;
}

static void
divergences_are_those_of_a_plain_sum(void **state)
{
    static const struct mixture_case cases[] = {
        {"",                                    0.6, {-1.5, 1.5}, {0.6, 0.8}},
        {"m1=-1;s1=0.8;m2=1;s2=0.8;weight=0.3", 0.3, {-1, 1},     {0.8, 0.8}},
        {"s1=0.2;s2=3",                         0.6, {-1.5, 1.5}, {0.2, 3}  },
    };
    static const double at[][2] = {
        {0.3,  0.1 },
        {-1.4, -0.6},
        {2,    1.4 },
        {-3,   -2  }
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        for (int forward = 0; forward < 2; forward++) {
            char params[160];
            snprintf(params, sizeof params, "direction=%s;%s",
                     forward ? "forward" : "reverse", cases[i].params);
            struct rv_objective *o = make("kl", params);
            for (size_t k = 0; k < sizeof at / sizeof at[0]; k++)
                assert_close(rv_objective_peek(o, at[k], NULL),
                             divergence(&cases[i], forward, at[k][0], exp(at[k][1])),
                             1e-12);
            rv_objective_unref(o);
        }
}

/* KL = H(p,q) - H(p), and the cross-entropy never falls below the entropy. */
static void
divergence_is_cross_entropy_less_entropy(void **state)
{
    static const char *const specs[][2] = {
        {"kl",      "direction=forward"},
        {"kl",      "direction=reverse"},
        {"softmax", ""                 }
    };
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct rv_objective *o = make(specs[i][0], specs[i][1]);
        struct rv_quantity q[RV_QUANTITIES_MAX];
        for (size_t k = 0; k < 20; k++) {
            struct rv_vec2 p = surface_point(rv_objective_window(o), k);
            double at[2] = {p.x, p.y}, f = rv_objective_peek(o, at, NULL);
            assert_int_equal(rv_objective_quantities(o, at, q, RV_QUANTITIES_MAX), 3);
            assert_close(q[0].value - q[1].value, q[2].value, 1e-13);
            assert_close(f, q[i == 2 ? 0 : 2].value, 1e-13);
            assert_true(q[2].value > 0);
        }
        assert_int_equal(rv_objective_quantities(o, (double[]){0, 0}, q, 2), 0);
        rv_objective_unref(o);
    }
}

/* The reverse divergence has a minimum at each peak, the forward one has one in all. */
static void
reverse_seeks_modes_and_forward_covers_them(void **state)
{
    struct rv_critical points[RV_CRITICAL_MAX];
    (void)state;
    struct rv_objective *o = make("kl", "direction=reverse");
    size_t minima = 0, n = rv_objective_critical(o, points, RV_CRITICAL_MAX);
    for (size_t i = 0; i < n; i++)
        minima += points[i].kind == RV_MINIMUM || points[i].kind == RV_MINIMUM_LOCAL;
    assert_int_equal(minima, 2);
    rv_objective_unref(o);
    o = make("kl", "direction=forward");
    assert_int_equal(rv_objective_critical(o, points, RV_CRITICAL_MAX), 1);
    assert_close(points[0].at.x, 0.6 * -1.5 + 0.4 * 1.5, 1e-14);
    rv_objective_unref(o);
}

static void
the_raw_o_rings_show_a_ravine(void **state)
{
    struct rv_objective *o = make("logistic", "data=oring");
    struct rv_critical minimum;
    double h[4];
    (void)state;
    assert_int_equal(rv_objective_critical(o, &minimum, 1), 1);
    assert_close(minimum.at.x, -0.2322, 5e-5);
    assert_close(minimum.at.y, 15.0429, 5e-6);
    rv_objective_hessian(o, (double[]){minimum.at.x, minimum.at.y}, h);
    double mean = (h[0] + h[3]) / 2, half = (h[0] - h[3]) / 2;
    double big = mean + sqrt(half * half + h[1] * h[1]);
    double small = (h[0] * h[3] - h[1] * h[1]) / big;
    assert_true(big / small > 7e5 && big / small < 9e5);
    struct rv_window w = rv_objective_window(o);
    assert_true(w.x0 < minimum.at.x && minimum.at.x < w.x1);
    assert_true(w.y0 < minimum.at.y && minimum.at.y < w.y1);
    assert_true(w.x0 < 0 && 0 < w.x1 && w.y0 < 0 && 0 < w.y1);
    assert_true(w.x1 - w.x0 < (w.y1 - w.y0) / 8); /* or it were a slit */
    rv_objective_unref(o);
}

/* A surface over data of the test's own. */
static void *
over(const struct rv_surface *surface, const struct rv_data *data)
{
    struct rv_surface_spec spec;
    struct rv_error error;
    void *self;
    rv_surface_spec_init(&spec, (size_t)rv_surface_find(surface->id));
    if (surface->driver->prepare(&self, &spec.settings, data, &error) != RV_OK)
        fail_msg("%s: %s", surface->id, error.text);
    return self;
}

/* Where a line parts the classes, or one class stands on both ends of a gap, the weights
 * have no best value: none is listed, and the search ends. */
static void
separable_classes_have_no_minimum(void **state)
{
    static const double x[3][6] = {
        {-3,   -2, -1,    1,    2, 3  },
        {-3e6, -2, -1e-9, 1e-9, 2, 3e6},
        {0,    0,  0,     0,    0, 1  }
    };
    static const double target[6] = {0, 0, 0, 1, 1, 1};
    const struct rv_surface *logistic =
        rv_surface_at((size_t)rv_surface_find("logistic"));
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct rv_data data = {.n = 6, .n_features = 1, .x = {x[i]}, .target = target};
        void *self = over(logistic, &data);
        struct rv_critical point;
        assert_int_equal(logistic->driver->critical(self, &point, 1), 0);
        struct rv_window w = logistic->driver->window(self);
        assert_true(w.x0 < w.x1 && isfinite(w.x0) && isfinite(w.y1));
        logistic->driver->release(self);
    }
}

/* More rows than fit into one block, and into one product. */
static void
many_rows_are_summed_in_their_order(void **state)
{
    enum { N = 2500, LANES = 7 };
    static double u[N], v[N], target[N];
    static uint32_t rows[N];
    static const char *const ids[] = {"logistic", "svm", "kernel_ridge"};
    (void)state;
    for (uint32_t i = 0; i < N; i++) {
        u[i] = 4 * fmod(i * 0.6180339887498949, 1) - 2;
        v[i] = 4 * fmod(i * 0.7548776662466927, 1) - 2;
        target[i] = u[i] + v[i] + 3 * fmod(i * 0.5698402909980532, 1) > 1;
        rows[i] = i;
    }
    for (size_t s = 0; s < sizeof ids / sizeof ids[0]; s++) {
        const struct rv_surface *surface = rv_surface_at((size_t)rv_surface_find(ids[s]));
        const struct rv_surface_driver *driver = surface->driver;
        size_t features = s == 2 ? 1 : 2;
        struct rv_data data = {
            .n = N, .n_features = features, .x = {u, v},
                    .target = target
        };
        void *self = over(surface, &data);
        double x[LANES], y[LANES], f[LANES], gx[LANES], gy[LANES], row[LANES], all[3];
        for (size_t k = 0; k < LANES; k++) {
            x[k] = 0.7 * (double)k - 1.9;
            y[k] = 0.3;
        }
        driver->lanes(self, LANES, x, y, f, gx, gy);
        driver->values(self, x, y[0], LANES, row);
        for (size_t k = 0; k < LANES; k++) {
            struct rv_vec2 g = driver->eval_rows(self, x[k], y[k], rows, N, &all[0]);
            all[1] = g.x;
            all[2] = g.y;
            assert_bits((double[]){f[k], gx[k], gy[k]}, all, 3);
            g = driver->eval(self, x[k], y[k], &f[k]);
            assert_bits((double[]){f[k], g.x, g.y}, all, 3);
            assert_close(row[k], f[k], 1e-13);
        }
        driver->release(self);
    }
}

/* Heads alone, frequencies of 0, no walls: no point is lowest. */
static void
what_has_no_minimum_lists_none(void **state)
{
    static const char *const specs[][2] = {
        {"coins",      "n1=3;h1=3"  },
        {"softmax",    "n3=0"       },
        {"svm",        "lambda=0"   },
        {"quadratic",  "a11=0;a22=0"},
        {"rosenbrock", "b=0"        }
    };
    struct rv_critical points[RV_CRITICAL_MAX];
    (void)state;
    for (size_t i = 0; i < sizeof specs / sizeof specs[0]; i++) {
        struct rv_objective *o = make(specs[i][0], specs[i][1]);
        assert_int_equal(rv_objective_critical(o, points, RV_CRITICAL_MAX), 0);
        rv_objective_unref(o);
    }
}

static void
critical_points_never_overflow_their_room(void **state)
{
    (void)state;
    for (size_t i = 0; i < surface_specs_count(); i++) {
        char name[160];
        struct rv_critical points[4];
        struct rv_objective *o = surface_specs_make(i, name, sizeof name);
        assert_int_equal(rv_objective_critical(o, points, 0), 0);
        for (size_t max = 1; max < 4; max++) {
            points[max].value = 12345;
            assert_true(rv_objective_critical(o, points, max) <= max);
            assert_true(points[max].value == 12345);
        }
        rv_objective_unref(o);
    }
}

/* A problem of the caller's own: the sum of squares, its gradient and Hessian. */
static double
squares(const void *self, const double *x, const uint32_t *rows, size_t k, double *g)
{
    double f = 0;
    (void)self;
    (void)rows;
    (void)k;
    for (int i = 0; i < 3; i++) {
        f += x[i] * x[i];
        if (g)
            g[i] = 2 * x[i];
    }
    return f;
}

static void
a_problem_of_ones_own_is_an_objective(void **state)
{
    struct rv_problem problem = {.n = 3, .value_gradient = squares};
    struct rv_objective *o;
    double g[3], h[9];
    (void)state;
    assert_int_equal(rv_objective_create_problem(&o, &problem, NULL), RV_OK);
    assert_int_equal(rv_objective_dimension(o), 3);
    assert_int_equal(rv_objective_rows(o), 0);
    assert_null(rv_objective_surface(o));
    assert_null(rv_objective_data(o));
    assert_true(rv_objective_peek(o, (double[]){1, 2, 3}, g) == 14 && g[2] == 6);
    assert_false(rv_objective_hessian(o, (double[]){1, 2, 3}, h));
    assert_int_equal(rv_objective_critical(o, NULL, 0), 0);
    assert_ptr_equal(rv_objective_ref(o), o);
    rv_objective_unref(o);
    rv_objective_unref(o);
    rv_objective_unref(NULL);
    problem.n = 0;
    assert_int_equal(rv_objective_create_problem(&o, &problem, NULL), RV_E_RANGE);
    assert_null(o);
}

/* Marks on a symmetric surface are symmetric: rings are listed whole or not at all. */
static void
rings_are_listed_whole(void **state)
{
    (void)state;
    static const char *const ids[] = {"rastrigin", "ackley"};
    for (size_t k = 0; k < 2; k++) {
        struct rv_objective *o = make(ids[k], "");
        struct rv_critical at[RV_CRITICAL_MAX];
        size_t n = rv_objective_critical(o, at, RV_CRITICAL_MAX), far = 0;
        assert_true(n > 40);
        for (size_t i = 0; i < n; i++) {
            size_t found = 0;
            for (size_t j = 0; j < n; j++) /* turned by a right angle */
                found += fabs(at[j].at.x + at[i].at.y) < 1e-6 &&
                         fabs(at[j].at.y - at[i].at.x) < 1e-6;
            assert_int_equal(found, 1);
            far += fabs(at[i].at.x) > 2;
        }
        assert_true(far > 0);
        rv_objective_unref(o);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(many_at_once_have_the_bits_of_one),
        cmocka_unit_test(bits_are_those_of_every_machine),
        cmocka_unit_test(pictures_have_an_exponential_right_to_rounding),
        cmocka_unit_test(the_bottom_of_ackley_is_zero),
        cmocka_unit_test(rings_are_listed_whole),
        cmocka_unit_test(divergences_are_those_of_a_plain_sum),
        cmocka_unit_test(divergence_is_cross_entropy_less_entropy),
        cmocka_unit_test(reverse_seeks_modes_and_forward_covers_them),
        cmocka_unit_test(the_raw_o_rings_show_a_ravine),
        cmocka_unit_test(separable_classes_have_no_minimum),
        cmocka_unit_test(many_rows_are_summed_in_their_order),
        cmocka_unit_test(what_has_no_minimum_lists_none),
        cmocka_unit_test(critical_points_never_overflow_their_room),
        cmocka_unit_test(a_problem_of_ones_own_is_an_objective),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
