/* A linear network of @depth layers with two weights shared among them, on one example:
 * the loss is that of a product, with a curve of minima, a saddle and no convexity. */
#include <math.h>

#include "../exact.h"
#include "lanes.h"
#include "settings.h"
#include "text.h"

enum { X, T, DEPTH };

static const struct rv_param params[] = {
    SETTING_COEFFICIENT("x", "x", 1, -3, 3, 0.1, "the input"),
    SETTING_COEFFICIENT("t", "t", 1, -3, 3, 0.1, "the target"),
    SETTING_INTEGER("depth", "depth", 2, 1, 20, 8,
                    "layers; odd ones have the weight w₁, even ones w₂"),
};

ENGINE_INLINE double
power(double base, int exponent)
{
    double result = 1;
    for (int i = 0; i < exponent; i++)
        result *= base;
    return result;
}

/* The product a^i b^j and its derivatives up to the second. */
struct product {
    double value, x, y, xx, xy, yy;
};

ENGINE_INLINE struct product
multiply(const double *s, double x, double y)
{
    int depth = (int)s[DEPTH], i = (depth + 1) / 2, j = depth / 2;
    double x2 = i > 1 ? power(x, i - 2) : 0, x1 = i > 1 ? x2 * x : 1, x0 = x1 * x;
    double y2 = j > 1 ? power(y, j - 2) : 0;
    double y1 = j > 1 ? y2 * y : (j == 1), y0 = j > 0 ? y1 * y : 1;
    return (struct product){.value = x0 * y0,
                            .x = i * x1 * y0,
                            .y = j * x0 * y1,
                            .xx = i * (i - 1) * x2 * y0,
                            .xy = i * j * x1 * y1,
                            .yy = j * (j - 1) * x0 * y2};
}

ENGINE_INLINE struct rv_vec2
point(const void *self, double x, double y, double *f)
{
    const double *s = self;
    struct product p = multiply(s, x, y);
    double r = p.value * s[X] - s[T];
    *f = 0.5 * r * r;
    return (struct rv_vec2){r * s[X] * p.x, r * s[X] * p.y};
}
SURFACE_DRIVERS(point)

static void
hessian(const void *self, double x, double y, double h[3])
{
    const double *s = self;
    struct product p = multiply(s, x, y);
    double r = (p.value * s[X] - s[T]) * s[X], x2 = s[X] * s[X];
    h[0] = x2 * p.x * p.x + r * p.xx;
    h[1] = x2 * p.x * p.y + r * p.xy;
    h[2] = x2 * p.y * p.y + r * p.yy;
}

/* The points of the curve a^i b^j = t/x nearest to the origin: a² : b² = i : j. */
static size_t
nearest_minima(const double *s, struct rv_critical *out, size_t max)
{
    int depth = (int)s[DEPTH], i = (depth + 1) / 2, j = depth / 2;
    double c = s[T] / s[X], scale = exact_pow(i, i) * exact_pow(j, j);
    double k = exact_pow(c * c / scale, 1.0 / depth);
    size_t n = 0;
    for (int signs = 0; signs < 4 && n < max; signs++) {
        struct rv_vec2 at = {copysign(sqrt(i * k), signs & 1 ? -1 : 1),
                             copysign(sqrt(j * k), signs & 2 ? -1 : 1)};
        double product = power(at.x, i) * power(at.y, j);
        if (product * c > 0 && !(j == 0 && signs & 2))
            out[n++] = (struct rv_critical){at, 0, RV_MINIMUM};
    }
    return n;
}

static size_t
critical(const void *self, struct rv_critical *out, size_t max)
{
    const double *s = self;
    int depth = (int)s[DEPTH];
    if (max == 0 || s[X] == 0) /* no input, no slope */
        return 0;
    bool even = depth % 4 == 0; /* a^i b^j >= 0 */
    double c = s[T] / s[X];
    size_t n = c == 0 ? 0 : nearest_minima(s, out, max);
    if (depth == 1 || n == max)
        return n;
    enum rv_critical_kind kind = RV_SADDLE;
    if (n == 0) /* the target is 0, or out of reach */
        kind = RV_MINIMUM;
    else if (even)
        kind = RV_MAXIMUM;
    out[n++] = (struct rv_critical){
        {0, 0},
        0.5 * s[T] * s[T], kind
    };
    return n;
}

/* Written with superscripts as long as they are one digit. */
static void
text_weight(struct text *t, const char *name, int exponent)
{
    static const char *const superscripts[] = {"",  "",  "²", "³", "⁴", "⁵",
                                               "⁶", "⁷", "⁸", "⁹", "¹⁰"};
    if (exponent == 0)
        return;
    text_add(t, name);
    text_add(t, superscripts[exponent]);
}

static void
formula(const void *self, char *buffer, size_t size)
{
    const double *s = self;
    int depth = (int)s[DEPTH];
    struct text t = text_begin(buffer, size, "f = ");
    text_open(&t, "½(");
    text_term(&t, s[X], "");
    if (s[X] != 0) {
        text_weight(&t, "w₁", (depth + 1) / 2);
        text_weight(&t, "w₂", depth / 2);
    }
    text_constant(&t, -s[T]);
    text_close(&t, ")²");
}

static const struct rv_surface_driver driver = {
    .prepare = settings_prepare,
    .release = settings_release,
    .eval = eval,
    .hessian = hessian,
    .lanes = lanes,
    .values = values,
    .critical = critical,
    .fixed_window = {-3, 3, -2, 2},
    .fixed_start = {-2.2, 0.3 },
    .formula = formula,
};

extern const struct rv_surface rv_surface_linnet;
const struct rv_surface rv_surface_linnet = {
    .id = "linnet",
    .title = "Linear net",
    .note = "a saddle, two valleys",
    .formula = "f = ½(w₁^⌈d/2⌉ w₂^⌊d/2⌋ x − t)²",
    .source =
        "Saxe, McClelland & Ganguli 2014, Exact solutions to the nonlinear dynamics "
        "of learning in deep linear neural networks",
    .axis = {"w₁", "w₂"},
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .driver = &driver,
};
