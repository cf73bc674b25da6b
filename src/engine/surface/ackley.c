/* Ackley's function: one deep hole with a pointed bottom in a corrugated plain. At the
 * very bottom there is no gradient; 0 is returned there, so that a run that hits it
 * rests. */
#include <math.h>

#include "../exact.h"
#include "critical.h"
#include "lanes.h"
#include "settings.h"
#include "text.h"

enum { A, B, C };
#define EULER 2.7182818284590455 /* the bits of exact_exp(1): f is 0 at the bottom */

static const struct rv_surface_driver driver;

static const struct rv_param params[] = {
    SETTING_COEFFICIENT("a", "a", 20, 0, 50, 1, "depth of the hole"),
    SETTING_COEFFICIENT("b", "b", 0.2, 0, 1, 0.05, "how fast the hole narrows"),
    SETTING_COEFFICIENT("c", "c", 6.283185307179586, 0, 13, 0.5,
                        "frequency of the corrugation"),
};

/* What value, gradient and Hessian have in common. */
struct parts {
    double r, hole, waves; /* sqrt(q/2), exp(-b r), exp((cos cx + cos cy)/2) */
    double sine[2], cosine[2];
};

static struct parts
make_parts(const double *s, double x, double y)
{
    struct parts p = {.r = sqrt((x * x + y * y) / 2)};
    double angle[2] = {s[C] * x, s[C] * y};
    exact_sin_n(2, angle, p.sine);
    exact_cos_n(2, angle, p.cosine);
    double power[2] = {-s[B] * p.r, (p.cosine[0] + p.cosine[1]) / 2};
    exact_exp_n(2, power, power);
    p.hole = power[0];
    p.waves = power[1];
    return p;
}

static inline struct rv_vec2
assemble(const double *s, const struct parts *p, double x, double y, double *f)
{
    double pull = p->r > 0 ? s[A] * s[B] * p->hole / (2 * p->r) : 0;
    double wave = s[C] / 2 * p->waves;
    *f = (s[A] - s[A] * p->hole) + (EULER - p->waves);
    return (struct rv_vec2){pull * x + wave * p->sine[0], pull * y + wave * p->sine[1]};
}

static struct rv_vec2
eval(const void *self, double x, double y, double *f)
{
    struct parts p = make_parts(self, x, y);
    return assemble(self, &p, x, y, f);
}

static void
lane_block(const void *self, size_t n, const double *x, const double *y, double *f,
           double *gx, double *gy)
{
    const double *s = self;
    double sine[2][EXACT_BLOCK], cosine[2][EXACT_BLOCK];
    double r[EXACT_BLOCK], hole[EXACT_BLOCK], waves[EXACT_BLOCK];
    for (size_t i = 0; i < n; i++) {
        r[i] = sqrt((x[i] * x[i] + y[i] * y[i]) / 2);
        hole[i] = -s[B] * r[i];
        sine[0][i] = s[C] * x[i];
        sine[1][i] = s[C] * y[i];
    }
    for (int axis = 0; axis < 2; axis++) {
        exact_cos_n(n, sine[axis], cosine[axis]);
        exact_sin_n(n, sine[axis], sine[axis]);
    }
    for (size_t i = 0; i < n; i++)
        waves[i] = (cosine[0][i] + cosine[1][i]) / 2;
    exact_exp_n(n, hole, hole);
    exact_exp_n(n, waves, waves);
    for (size_t i = 0; i < n; i++) {
        struct parts p = {
            r[i], hole[i], waves[i], {sine[0][i], sine[1][i]},
               {0,          0         }
        };
        struct rv_vec2 g = assemble(s, &p, x[i], y[i], &f[i]);
        gx[i] = g.x;
        gy[i] = g.y;
    }
}

SURFACE_BLOCKS

static void
hessian(const void *self, double x, double y, double h[3])
{
    const double *s = self;
    struct parts p = make_parts(s, x, y);
    double r = p.r, ab = r > 0 ? s[A] * s[B] * p.hole : 0;
    double r1 = r > 0 ? 1 / (2 * r) : 0, r3 = r > 0 ? 1 / (4 * r * r * r) : 0;
    double bend = r3 + s[B] * r1 * r1; /* of the hole, along a radius */
    double kx = -s[C] / 2 * p.sine[0], ky = -s[C] / 2 * p.sine[1], kk = -s[C] * s[C] / 2;
    h[0] = ab * (r1 - bend * x * x) - p.waves * (kx * kx + kk * p.cosine[0]);
    h[1] = -ab * bend * x * y - p.waves * kx * ky;
    h[2] = ab * (r1 - bend * y * y) - p.waves * (ky * ky + kk * p.cosine[1]);
}

/* The hole and all kinds next to it; farther out, where the pattern repeats, the minima
 * alone, as many rings as fit. */
static size_t
critical(const void *self, struct rv_critical *out, size_t max)
{
    enum { FOUND_MAX = 512 };
    const double *s = self;
    double period = s[C] != 0 ? 6.283185307179586 / fabs(s[C]) : 1;
    double far = fmin(4.4, 5.4 * period), near = 1.4 * period;
    struct rv_critical found[FOUND_MAX + 1];
    size_t n = 0, n_found = critical_scan(&driver, self,
                                          (struct rv_window){-far, far, -far, far}, found,
                                          FOUND_MAX);
    for (size_t i = 0; i < n_found; i++) {
        struct rv_vec2 at = found[i].at;
        bool minimum = found[i].kind == RV_MINIMUM || found[i].kind == RV_MINIMUM_LOCAL;
        if (minimum || (fabs(at.x) < near && fabs(at.y) < near))
            found[n++] = found[i];
    }
    if (s[A] * s[B] > 0)
        found[n++] = (struct rv_critical){
            {0, 0},
            0, RV_MINIMUM
        };
    critical_rank(found, n);
    n = critical_nearest(found, n, max);
    for (size_t i = 0; i < n; i++)
        out[i] = found[i];
    return n;
}

/* "cos 2x", "cos 2πx" */
static void
text_wave(struct text *t, double c, const char *name)
{
    text_add(t, "cos(");
    text_term(t, c == 6.283185307179586 ? 2 : c, c == 6.283185307179586 ? "π" : "");
    text_add(t, name);
    text_add(t, ")");
    t->open = true;
}

static void
formula(const void *self, char *buffer, size_t size)
{
    const double *s = self;
    struct text t = text_begin(buffer, size, "f = ");
    text_constant(&t, s[A]);
    if (s[A] != 0 && s[B] != 0) {
        text_term(&t, -s[A], "exp(");
        t.open = true;
        text_term(&t, -s[B], "√(½(x²+y²)))");
    }
    text_term(&t, 1, "e − exp(½(");
    t.open = true;
    text_wave(&t, s[C], "x");
    text_add(&t, " + ");
    text_wave(&t, s[C], "y");
    text_add(&t, "))");
}

static const struct rv_surface_driver driver = {
    .prepare = settings_prepare,
    .release = settings_release,
    .eval = eval,
    .hessian = hessian,
    .lanes = lanes,
    .critical = critical,
    .fixed_window = {-4, 4, -4, 4},
    .fixed_start = {2.5, 1.8 },
    .formula = formula,
};

extern const struct rv_surface rv_surface_ackley;
const struct rv_surface rv_surface_ackley = {
    .id = "ackley",
    .title = "Ackley",
    .note = "one hole",
    .formula = "f = a − a exp(−b√(½(x²+y²))) + e − exp(½(cos cx + cos cy))",
    .source = "Ackley 1987, A connectionist machine for genetic hillclimbing",
    .axis = {"x", "y"},
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .traits = RV_TRAIT_KINKS,
    .driver = &driver,
};
