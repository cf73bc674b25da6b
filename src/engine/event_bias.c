/* Bias corrections, 1 - product of betas, against step. */
#include "event_bias.h"

#include <math.h>
#include <string.h>

enum { HORIZON = 2000 };
static const double least_factor = 2;

/* Rules that divide their means by the correction, and by which. */
struct corrected {
    const char *id, *first, *second; /* first mean; second moment: its root */
};
static const struct corrected rules[] = {
    {"momentum",  "beta",  NULL   },
    {"adam",      "beta1", "beta2"},
    {"adamw",     "beta1", "beta2"},
    {"amsgrad",   "beta1", "beta2"},
    {"nadam",     NULL,    "beta2"},
    {"adabelief", "beta1", "beta2"},
    {"adamax",    "beta1", NULL   },
};

static const struct corrected *
corrected_of(const struct rv_racer *racer)
{
    const char *id = rv_optimizer_at(racer->rule)->id;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (strcmp(rules[i].id, id) == 0)
            return &rules[i];
    return NULL;
}

/* Switched off, or of a form without it. */
static bool
is_off(const struct rv_racer *racer)
{
    rv_key flag = rv_racer_key(racer, "bias_correction");
    if (flag != RV_KEY_NONE)
        return !rv_racer_uses(racer, flag) || rv_racer_get(racer, flag) == 0;
    rv_key form = rv_racer_key(racer, "form");
    if (form == RV_KEY_NONE)
        return false;
    const char *name =
        rv_racer_param(racer, form)->choices[(size_t)rv_racer_get(racer, form)];
    return strncmp(name, "raw", 3) == 0;
}

static rv_key
key_of(const struct rv_racer *racer, const char *name)
{
    return name ? rv_racer_key(racer, name) : RV_KEY_NONE;
}

/* Multiply the beta of the step @t -> @t + 1 into @product. @return the correction. */
static double
correction(const struct rv_document *document, size_t racer, rv_key key, int64_t t,
           double *product)
{
    if (key == RV_KEY_NONE)
        return 1;
    *product *= rv_document_value(document, racer, key, t);
    return 1 - *product;
}

int64_t
bias_step(const struct rv_document *document, size_t racer)
{
    const struct rv_racer *own = &document->racers[racer];
    const struct corrected *rule = corrected_of(own);
    if (!rule || is_off(own))
        return -1;
    rv_key first = key_of(own, rule->first), second = key_of(own, rule->second);
    double most = log(least_factor), p1 = 1, p2 = 1;
    int64_t found = -1;
    for (int64_t t = 0; t < HORIZON; t++) {
        double c1 = correction(document, racer, first, t, &p1);
        double c2 = correction(document, racer, second, t, &p2);
        double factor = fabs(log(sqrt(c2) / c1));
        if (factor > most) {
            most = factor;
            found = t + 1;
        } else if (found >= 0 && factor < most / 2) {
            break;
        }
    }
    return found;
}
