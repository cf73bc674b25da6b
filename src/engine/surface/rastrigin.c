/* Rastrigin's function: a bowl with a trap beside every whole number. The two coordinates
 * do not meet, so that the critical points are pairs of roots of one equation, x + pi A
 * sin(2 pi x) = 0. */
#include <math.h>

#include "../exact.h"
#include "critical.h"
#include "lanes.h"
#include "settings.h"
#include "text.h"

enum { A };
#define TWO_PI 6.283185307179586

static const struct rv_surface_driver driver;

static const struct rv_param params[] = {
    SETTING_COEFFICIENT("A", "A", 10, 0, 20, 0.5, "depth of the traps"),
};

static inline struct rv_vec2
assemble(const double *s, double x, double y, const double sine[2],
         const double cosine[2], double *f)
{
    *f = ((2 * s[A] + x * x) - s[A] * cosine[0]) + (y * y - s[A] * cosine[1]);
    return (struct rv_vec2){2 * x + TWO_PI * s[A] * sine[0],
                            2 * y + TWO_PI * s[A] * sine[1]};
}

static struct rv_vec2
eval(const void *self, double x, double y, double *f)
{
    double angle[2] = {TWO_PI * x, TWO_PI * y}, sine[2], cosine[2];
    exact_sin_n(2, angle, sine);
    exact_cos_n(2, angle, cosine);
    return assemble(self, x, y, sine, cosine, f);
}

static void
lane_block(const double *s, size_t n, const double *x, const double *y, double *f,
           double *gx, double *gy)
{
    double angle[2][EXACT_BLOCK], sine[2][EXACT_BLOCK], cosine[2][EXACT_BLOCK];
    for (size_t i = 0; i < n; i++) {
        angle[0][i] = TWO_PI * x[i];
        angle[1][i] = TWO_PI * y[i];
    }
    for (int axis = 0; axis < 2; axis++) {
        exact_sin_n(n, angle[axis], sine[axis]);
        exact_cos_n(n, angle[axis], cosine[axis]);
    }
    for (size_t i = 0; i < n; i++) {
        struct rv_vec2 g = assemble(s, x[i], y[i], (double[]){sine[0][i], sine[1][i]},
                                    (double[]){cosine[0][i], cosine[1][i]}, &f[i]);
        gx[i] = g.x;
        gy[i] = g.y;
    }
}

SURFACE_BLOCKS

static void
hessian(const void *self, double x, double y, double h[3])
{
    const double *s = self;
    h[0] = 2 + TWO_PI * TWO_PI * s[A] * exact_cos(TWO_PI * x);
    h[1] = 0;
    h[2] = 2 + TWO_PI * TWO_PI * s[A] * exact_cos(TWO_PI * y);
}

static double
slope(const double *s, double x)
{
    return 2 * x + TWO_PI * s[A] * exact_sin(TWO_PI * x);
}

/* The root between @low and @high, where the slope changes sign, to the last bit. */
static double
bisect(const double *s, double low, double high)
{
    bool falling = slope(s, low) > 0;
    for (;;) {
        double middle = 0.5 * (low + high);
        if (middle <= low || middle >= high)
            return low;
        if ((slope(s, middle) > 0) == falling)
            low = middle;
        else
            high = middle;
    }
}

enum { ROOTS_MAX = 64, STEPS = 1024 };

/* The places along one axis where the slope vanishes, up to 5.12 on both sides of 0. */
static size_t
find_roots(const double *s, double roots[ROOTS_MAX])
{
    size_t n = 1;
    roots[0] = 0;
    for (int i = 1; i < STEPS; i++) {
        double low = 5.12 * i / STEPS, high = 5.12 * (i + 1) / STEPS;
        if (n + 2 > ROOTS_MAX || (slope(s, low) > 0) == (slope(s, high) > 0))
            continue;
        roots[n] = bisect(s, low, high);
        roots[n + 1] = -roots[n];
        n += 2;
    }
    return n;
}

/* All kinds next to the middle; farther out the minima alone, as many as fit. */
static size_t
critical(const void *self, struct rv_critical *out, size_t max)
{
    static const double near = 1.4;
    double roots[ROOTS_MAX];
    struct rv_critical all[ROOTS_MAX * ROOTS_MAX];
    size_t n = 0, n_roots = find_roots(self, roots);
    for (size_t i = 0; i < n_roots * n_roots; i++) {
        struct rv_vec2 at = {roots[i / n_roots], roots[i % n_roots]};
        struct rv_critical point = critical_classify(&driver, self, at);
        if (point.kind == RV_MINIMUM || (fabs(at.x) < near && fabs(at.y) < near))
            all[n++] = point;
    }
    critical_rank(all, n);
    n = critical_nearest(all, n, max);
    for (size_t i = 0; i < n; i++)
        out[i] = all[i];
    return n;
}

static void
formula(const void *self, char *buffer, size_t size)
{
    const double *s = self;
    struct text t = text_begin(buffer, size, "f = ");
    text_constant(&t, 2 * s[A]);
    text_term(&t, 1, "x²");
    text_term(&t, -s[A], "cos 2πx");
    text_term(&t, 1, "y²");
    text_term(&t, -s[A], "cos 2πy");
}

static const struct rv_surface_driver driver = {
    .prepare = settings_prepare,
    .release = settings_release,
    .eval = eval,
    .hessian = hessian,
    .lanes = lanes,
    .critical = critical,
    .fixed_window = {-5.12, 5.12, -5.12, 5.12},
    .fixed_start = {2.5, 2.5    },
    .formula = formula,
};

extern const struct rv_surface rv_surface_rastrigin;
const struct rv_surface rv_surface_rastrigin = {
    .id = "rastrigin",
    .title = "Rastrigin",
    .note = "a grid of traps",
    .formula = "f = 2A + x² − A cos 2πx + y² − A cos 2πy",
    .source = "Rastrigin 1974, Systems of extremal control",
    .axis = {"x", "y"},
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .driver = &driver,
};
