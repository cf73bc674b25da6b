/* Integrals of log p over a normal distribution, to rounding.
 *
 * log p is made of two parabolas, and of a bend where one takes over from the other. How
 * far the bend reaches is measured by their difference D(x), itself a parabola: beyond
 * |D| = 39 only one is left of it, at D = 0 it is sharpest. The line is therefore cut
 * where D is -39, -6, 0, 6, 39 and at D's own vertex, and into pieces of a few sigma; on
 * each the integrand is so smooth that Gauss's rule of 24 nodes is exact to rounding. */
#include <math.h>
#include <stddef.h>

#include "../exact.h"
#include "mixture.h"

#define PI 3.14159265358979323846

/* Nodes of Gauss's rule: the roots of Legendre's polynomial, by Newton from a good guess.
 */
static void
make_rule(struct mixture *p)
{
    enum { N = MIXTURE_NODES };
    for (int i = 0; i < N; i++) {
        double x = exact_cos(PI * (i + 0.75) / (N + 0.5)), slope = 1;
        for (int round = 0; round < 8; round++) {
            double before = 1, value = x;
            for (int k = 2; k <= N; k++) {
                double next = ((2 * k - 1) * x * value - (k - 1) * before) / k;
                before = value;
                value = next;
            }
            slope = N * (x * value - before) / (x * x - 1);
            x -= value / slope;
        }
        p->node[i] = x;
        p->node_weight[i] = 2 / ((1 - x * x) * slope * slope);
    }
}

struct mixture
mixture_make(double weight, const double mean[2], const double deviation[2])
{
    struct mixture p = {
        .mean = {mean[0],      mean[1]     },
          .deviation = {deviation[0], deviation[1]}
    };
    p.log_height[0] = exact_log(weight) - exact_log(deviation[0]) - HALF_LOG_TWO_PI;
    p.log_height[1] = exact_log(1 - weight) - exact_log(deviation[1]) - HALF_LOG_TWO_PI;
    make_rule(&p);
    return p;
}

enum { CUTS_MAX = 13 };

struct cuts {
    double at[CUTS_MAX];
    size_t n;
    double low, high;
};

/* Insert a cut in order; those outside are of no use. */
static void
cut(struct cuts *cuts, double x)
{
    if (!(x > cuts->low && x < cuts->high))
        return;
    size_t i = cuts->n++;
    for (; i > 0 && cuts->at[i - 1] > x; i--)
        cuts->at[i] = cuts->at[i - 1];
    cuts->at[i] = x;
}

/* Cut where a x² + b x + c vanishes. */
static void
cut_roots(struct cuts *cuts, double a, double b, double c)
{
    double discriminant = b * b - 4 * a * c;
    if (!(discriminant >= 0))
        return;
    double q = -0.5 * (b + copysign(sqrt(discriminant), b));
    cut(cuts, q / a);
    cut(cuts, c / q);
}

static void
cut_line(struct cuts *cuts, const struct mixture *p)
{
    static const double levels[] = {-39, -6, 0, 6, 39};
    double c0 = 1 / (p->deviation[0] * p->deviation[0]);
    double c1 = 1 / (p->deviation[1] * p->deviation[1]);
    double m0 = p->mean[0], m1 = p->mean[1], a = 0.5 * (c1 - c0), b = m0 * c0 - m1 * c1;
    double c = p->log_height[0] - p->log_height[1] - 0.5 * (m0 * m0 * c0 - m1 * m1 * c1);
    if (isfinite(c)) /* else one of the two is not there */
        for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++)
            cut_roots(cuts, a, b, c - levels[i]);
    cut(cuts, -b / (2 * a));
}

/* log p(x) and its two derivatives at the nodes of one piece. */
static void
log_density(const struct mixture *p, const double *x, double *value, double *slope,
            double *bend)
{
    enum { N = MIXTURE_NODES };
    double d[2][N], l[2][N], e[N], l1[N];
    for (int k = 0; k < N; k++) {
        for (int i = 0; i < 2; i++) {
            double z = (x[k] - p->mean[i]) / p->deviation[i];
            d[i][k] = -z / p->deviation[i];
            l[i][k] = p->log_height[i] - 0.5 * z * z;
        }
        e[k] = -fabs(l[0][k] - l[1][k]);
    }
    exact_exp_n(N, e, e);
    exact_log1p_n(N, e, l1);
    double c0 = 1 / (p->deviation[0] * p->deviation[0]);
    double c1 = 1 / (p->deviation[1] * p->deviation[1]);
    for (int k = 0; k < N; k++) {
        int big = l[0][k] < l[1][k];
        double likely = 1 / (1 + e[k]), unlikely = e[k] / (1 + e[k]);
        double r0 = big ? unlikely : likely, r1 = big ? likely : unlikely;
        double apart = d[0][k] - d[1][k];
        value[k] = l[big][k] + l1[k];
        slope[k] = r0 * d[0][k] + r1 * d[1][k];
        bend[k] = r0 * r1 * apart * apart - (r0 * c0 + r1 * c1);
    }
}

static void
add_piece(struct expected *e, const struct mixture *p, double mu, double sigma,
          double low, double high)
{
    enum { N = MIXTURE_NODES };
    double z[N], x[N], w[N], l[N], slope[N], bend[N];
    double middle = 0.5 * (low + high), half = 0.5 * (high - low);
    for (int k = 0; k < N; k++) {
        x[k] = middle + half * p->node[k];
        z[k] = (x[k] - mu) / sigma;
        w[k] = -0.5 * z[k] * z[k] - HALF_LOG_TWO_PI;
    }
    log_density(p, x, l, slope, bend);
    exact_exp_n(N, w, w);
    for (int k = 0; k < N; k++) {
        double weight = half / sigma * p->node_weight[k] * w[k];
        e->l += weight * l[k];
        e->d += weight * slope[k];
        e->dz += weight * slope[k] * z[k];
        e->b += weight * bend[k];
        e->bz += weight * bend[k] * z[k];
        e->bzz += weight * bend[k] * z[k] * z[k];
    }
}

struct expected
expect_log_density(const struct mixture *p, double mu, double sigma)
{
    static const double tail = 9; /* beyond it the normal weight is lost in rounding */
    struct cuts cuts = {.low = mu - tail * sigma, .high = mu + tail * sigma};
    struct expected e = {0};
    if (!(cuts.high - cuts.low > 0 && isfinite(cuts.high - cuts.low)))
        return (struct expected){NAN, NAN, NAN, NAN, NAN, NAN};
    cut_line(&cuts, p);
    double from = cuts.low;
    for (size_t i = 0; i <= cuts.n; i++) {
        double to = i < cuts.n ? cuts.at[i] : cuts.high;
        int pieces = (int)ceil((to - from) / (4.5 * sigma));
        for (int k = 0; k < pieces; k++)
            add_piece(&e, p, mu, sigma, from + (to - from) * k / pieces,
                      from + (to - from) * (k + 1) / pieces);
        from = to;
    }
    return e;
}
