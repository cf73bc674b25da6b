/*
 * What a typed formula costs: over many points at once against the same function in C,
 * called point by point with libm; and value, gradient and Hessian against the value
 * alone.
 */
#include <math.h>
#include <string.h>

#include "engine/formula/program.h"

#include "bench.h"

enum { POINTS = 400, ROWS = 60 };

typedef double native_fn(double x, double y);

static double
rosenbrock(double x, double y)
{
    double p = 1 - x, q = y - x * x;
    return p * p + 100 * (q * q);
}

static double
himmelblau(double x, double y)
{
    double p = x * x + y - 11, q = x + y * y - 7;
    return p * p + q * q;
}

static double
waves(double x, double y)
{
    return sin(x) * cos(y) + (x * x + y * y) / 20;
}

static double
bumps(double x, double y)
{
    double p = x - 1, q = y + 0.5;
    return -exp(-(x * x + y * y)) - 0.6 * exp(-(p * p + q * q) / 2);
}

static double
rational(double x, double y)
{
    return (x * x - y) / (1 + x * x + y * y) + sqrt(1 + x * x);
}

static double
logistic(double x, double y)
{
    double z = 2 * x - y;
    return (z > 0 ? z : 0) + log1p(exp(-fabs(z))) + 0.05 * (x * x + y * y);
}

struct contest {
    const char *name, *text;
    native_fn *native;
    struct program part[N_PARTS];
    double x[POINTS], out[OUTPUTS_MAX][POINTS], theirs[POINTS];
};

static double
line_of(size_t row)
{
    return -2 + 4.0 * (double)row / (ROWS - 1);
}

static void
run_part(struct contest *c, enum part part)
{
    double *out[OUTPUTS_MAX];
    for (int i = 0; i < OUTPUTS_MAX; i++)
        out[i] = c->out[i];
    for (size_t row = 0; row < ROWS; row++) {
        double y = line_of(row);
        program_lanes(&c->part[part], NULL, POINTS, c->x, &y, 0, out);
    }
}

static void
run_values(void *context)
{
    run_part(context, PART_VALUE);
}

static void
run_all(void *context)
{
    run_part(context, PART_HESSIAN);
}

/* A function of its own, as a surface is: the loop does not see into it. */
static void
run_native(void *context)
{
    struct contest *c = context;
    native_fn *volatile native = c->native;
    for (size_t row = 0; row < ROWS; row++)
        for (size_t i = 0; i < POINTS; i++)
            c->theirs[i] = native(c->x[i], line_of(row));
}

static void
begin(struct contest *c)
{
    struct formula formula;
    if (formula_parse(&formula, c->text, NULL, NULL, NULL) != RV_OK)
        abort();
    for (int p = 0; p < N_PARTS; p++)
        if (program_compile(&c->part[p], &formula, (enum part)p) != RV_OK)
            abort();
    formula_finish(&formula);
    for (size_t i = 0; i < POINTS; i++)
        c->x[i] = -2 + 4.0 * (double)i / (POINTS - 1);
}

/* The work compared must be the same. */
static int
check(struct contest *c)
{
    run_values(c);
    run_native(c);
    for (size_t i = 0; i < POINTS; i++)
        if (!(fabs(c->out[0][i] - c->theirs[i]) <= 1e-14 * (1 + fabs(c->theirs[i]))))
            return 0;
    return 1;
}

static int
measure(struct contest *c)
{
    char text[80];
    double ours, theirs, all, value;
    begin(c);
    if (!check(c)) {
        printf("%s: the values differ\n", c->name);
        return 0;
    }
    bench_pair(run_values, run_native, c, &ours, &theirs);
    bench_pair(run_all, run_values, c, &all, &value);
    double points = (double)POINTS * ROWS;
    printf("%s: %.2g ns a value, native %.2g ns, all derivatives %.2g ns\n", c->name,
           ours / points * 1e9, theirs / points * 1e9, all / points * 1e9);
    snprintf(text, sizeof text, "%s, batched / native scalar", c->name);
    int good =
        bench_report(text, theirs / ours, "x", "at least 0.7", theirs / ours >= 0.7);
    snprintf(text, sizeof text, "%s, value+gradient+Hessian / value", c->name);
    good &= bench_report(text, all / value, "x", "at most 4", all / value <= 4);
    for (int p = 0; p < N_PARTS; p++)
        program_finish(&c->part[p]);
    return good;
}

int
main(void)
{
    static struct contest contests[] = {
        {.name = "Rosenbrock", .text = "(1-x)^2 + 100*(y-x^2)^2",             .native = rosenbrock},
        {.name = "Himmelblau",
         .text = "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
         .native = himmelblau                                                                     },
        {.name = "waves",      .text = "sin(x)*cos(y) + (x^2 + y^2)/20",      .native = waves     },
        {.name = "two bumps",
         .text = "-exp(-(x^2 + y^2)) - 0.6exp(-((x - 1)^2 + (y + 0.5)^2)/2)",
         .native = bumps                                                                          },
        {.name = "rational",
         .text = "(x^2 - y)/(1 + x^2 + y^2) + sqrt(1 + x^2)",
         .native = rational                                                                       },
        {.name = "softplus",
         .text = "softplus(2x - y) + 0.05(x^2 + y^2)",
         .native = logistic                                                                       },
    };
    int good = 1;
    for (size_t i = 0; i < sizeof contests / sizeof contests[0]; i++)
        good &= measure(&contests[i]);
    return good ? 0 : 1;
}
