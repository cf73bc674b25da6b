#include "reckon.h"

#include <ctype.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Every operation is right to half a unit in the last place; a rule may have multiplied
 * in another order, or corrected in another place. */
#define SLACK (8 * DBL_EPSILON)

struct reader {
    const char *at;
    double rounded;
    bool wrong;
};

static bool
accept(struct reader *r, const char *token)
{
    while (*r->at == ' ')
        r->at++;
    size_t n = strlen(token);
    if (strncmp(r->at, token, n) != 0)
        return false;
    r->at += n;
    return true;
}

static bool
accept_either(struct reader *r, const char *utf8, const char *ascii)
{
    return accept(r, utf8) || accept(r, ascii);
}

static void
expect(struct reader *r, const char *token)
{
    r->wrong |= !accept(r, token);
}

static struct reckoned
settle(double value, double error)
{
    return (struct reckoned){value, error + SLACK * fabs(value)};
}

static struct reckoned read_sum(struct reader *r);

/* Digits with a point and an exponent, whose minus may be a true one. */
static struct reckoned
read_number(struct reader *r)
{
    char plain[64];
    size_t n = 0;
    for (; n + 2 < sizeof plain; n++) {
        if (n > 0 && plain[n - 1] == 'e' && accept_either(r, "−", "-"))
            plain[n] = '-';
        else if (isdigit((unsigned char)*r->at) || *r->at == '.' ||
                 (*r->at == 'e' && n > 0))
            plain[n] = *r->at++;
        else
            break;
    }
    plain[n] = '\0';
    r->wrong |= n == 0;
    double value = n ? strtod(plain, NULL) : 0;
    return (struct reckoned){value, r->rounded * fabs(value)};
}

static struct reckoned
larger(struct reckoned a, struct reckoned b)
{
    double error = fmax(a.error, b.error);
    return (struct reckoned){fmax(a.value, b.value), error};
}

static struct reckoned
smaller(struct reckoned a, struct reckoned b)
{
    double error = fmax(a.error, b.error);
    return (struct reckoned){fmin(a.value, b.value), error};
}

static struct reckoned
read_pair(struct reader *r, struct reckoned (*choose)(struct reckoned, struct reckoned))
{
    struct reckoned a = read_sum(r);
    expect(r, ",");
    struct reckoned b = read_sum(r);
    expect(r, ")");
    return choose(a, b);
}

static struct reckoned
root_of(struct reckoned x)
{
    double root = sqrt(x.value);
    return settle(root, root > 0 ? x.error / root : sqrt(x.error));
}

static struct reckoned
read_primary(struct reader *r)
{
    struct reckoned x;
    if (accept(r, "max("))
        return read_pair(r, larger);
    if (accept(r, "min("))
        return read_pair(r, smaller);
    if (accept(r, "sign(")) {
        x = read_sum(r);
        expect(r, ")");
        return (struct reckoned){(x.value > 0) - (x.value < 0),
                                 fabs(x.value) <= x.error ? 1 : 0};
    }
    if (accept(r, "cos(")) {
        x = read_sum(r);
        expect(r, ")");
        return settle(cos(x.value), x.error);
    }
    if (accept_either(r, "√", "sqrt"))
        return root_of(read_primary(r));
    if (accept(r, "(")) {
        x = read_sum(r);
        expect(r, ")");
        return x;
    }
    if (accept(r, "|")) {
        x = read_sum(r);
        expect(r, "|");
        return (struct reckoned){fabs(x.value), x.error};
    }
    return read_number(r);
}

static struct reckoned
raised(struct reckoned x, int power)
{
    double most = fabs(x.value) + x.error;
    return settle(pow(x.value, power), power * pow(most, power - 1) * x.error);
}

static struct reckoned
read_power(struct reader *r)
{
    static const struct {
        const char *utf8, *ascii;
        int power;
    } powers[] = {
        {"²",  "^2", 2},
        {"³",  "^3", 3},
        {"⁵", "^5", 5}
    };
    struct reckoned x = read_primary(r);
    for (size_t i = 0; i < sizeof powers / sizeof *powers; i++)
        if (accept_either(r, powers[i].utf8, powers[i].ascii))
            return raised(x, powers[i].power);
    if (!accept(r, "^"))
        return x;
    struct reckoned y = read_primary(r);
    double power = pow(x.value, y.value);
    double slope =
        fabs(power) * (fabs(y.value / x.value) * x.error + fabs(log(x.value)) * y.error);
    return settle(power, slope);
}

static struct reckoned
read_signed(struct reader *r)
{
    if (!accept_either(r, "−", "-"))
        return read_power(r);
    struct reckoned x = read_signed(r);
    return (struct reckoned){-x.value, x.error};
}

static struct reckoned
read_product(struct reader *r)
{
    struct reckoned x = read_signed(r);
    for (;;) {
        if (accept_either(r, "·", "*")) {
            struct reckoned y = read_signed(r);
            x = settle(x.value * y.value, fabs(x.value) * y.error +
                                              fabs(y.value) * x.error +
                                              x.error * y.error);
        } else if (accept(r, "/")) {
            struct reckoned y = read_signed(r);
            double least = fmax(fabs(y.value) - y.error, 0);
            double quotient = x.value / y.value;
            x = settle(quotient, (x.error + fabs(quotient) * y.error) / least);
        } else {
            return x;
        }
    }
}

static struct reckoned
read_sum(struct reader *r)
{
    struct reckoned x = read_product(r);
    for (;;) {
        if (accept(r, "+")) {
            struct reckoned y = read_product(r);
            x = settle(x.value + y.value, x.error + y.error);
        } else if (accept_either(r, "−", "-")) {
            struct reckoned y = read_product(r);
            x = settle(x.value - y.value, x.error + y.error);
        } else {
            return x;
        }
    }
}

bool
reckon(const char *text, double rounded, struct reckoned *result)
{
    struct reader r = {.at = text, .rounded = rounded};
    *result = read_sum(&r);
    while (*r.at == ' ')
        r.at++;
    return !r.wrong && *r.at == '\0';
}
