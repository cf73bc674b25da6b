#include "reference.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "csv.h"

/* Reference name, our id, settings that select the form. */
struct name {
    const char *theirs, *ours, *settings;
};

static const struct name rules[] = {
    {"sgd",                "gd",         ""                 },
    {"heavy_ball",         "momentum",   "form=heavyball"   },
    {"ema_momentum",       "momentum",   "form=ema"         },
    {"nesterov_lookahead", "nesterov",   "form=lookahead"   },
    {"nag",                "nesterov",   "form=accelerated" },
    {"adagrad",            "adagrad",    ""                 },
    {"adagrad_in",         "adagrad",    "eps_inside=1"     },
    {"rmsprop",            "rmsprop",    ""                 },
    {"rmsprop_in",         "rmsprop",    "eps_inside=1"     },
    {"adam",               "adam",       ""                 },
    {"adam_nobc",          "adam",       "bias_correction=0"},
    {"adam_epshat",        "adam",       "eps_form=hat"     },
    {"adamw",              "adamw",      ""                 },
    {"sgdw",               "sgdw",       ""                 },
    {"adadelta",           "adadelta",   ""                 },
    {"amsgrad_raw",        "amsgrad",    "form=raw"         },
    {"amsgrad_hat",        "amsgrad",    "form=hat"         },
    {"nadam",              "nadam",      ""                 },
    {"adabelief",          "adabelief",  ""                 },
    {"adamax",             "adamax",     ""                 },
    {"radam",              "radam",      ""                 },
    {"lion",               "lion",       ""                 },
    {"rprop",              "rprop",      ""                 },
    {"asgd",               "asgd",       ""                 },
    {"asgd_ax",            "asgd",       "show=average"     },
    {"newton",             "newton",     ""                 },
    {"newton_abs",         "newton",     "form=absolute"    },
    {"bfgs",               "bfgs",       ""                 },
    {"lbfgs",              "lbfgs",      ""                 },
    {"cg_fr",              "cg",         "form=fr"          },
    {"cg_pr",              "cg",         "form=pr"          },
    {"gd_exact",           "linesearch", "form=exact"       },
    {"armijo",             "linesearch", "form=armijo"      },
};

/* What a rule calls its setting: optimizer, theirs, ours. */
static const struct name renames[] = {
    {"heavy_ball",         "rho",                       "beta"               },
    {"nesterov_lookahead", "rho",                       "beta"               },
    {"ema_momentum",       "bias_corr",                 "bias_correction"    },
    {"adagrad",            "initial_accumulator_value", "initial_accumulator"},
    {"rmsprop",            "alpha",                     "beta"               },
    {"rmsprop_in",         "alpha",                     "beta"               },
    {"sgd",                "momentum",                  "beta"               },
    {"sgdw",               "momentum",                  "beta"               },
    {"polyak",             "from",                      "average_from"       },
    {"ema_avg",            "decay",                     "average_decay"      },
    {"adamw_indep",        "wd",                        "weight_decay"       },
};

/* A rule with stages around it: theirs, the rule's own name among theirs, our settings.
 */
static const struct name variants[] = {
    {"sgd_clip",        "sgd",  ""                 },
    {"sgd_clip_plain",  "sgd",  "clip_eps=0"       },
    {"adam_clip",       "adam", ""                 },
    {"adam_clip_plain", "adam", "clip_eps=0"       },
    {"polyak",          "sgd",  "average=polyak"   },
    {"ema_avg",         "sgd",  "average=ema"      },
    {"adamw_indep",     "adam", "decay=independent"},
};

/* Kinds of schedules. */
static const struct name schedules[] = {
    {"StepLR",                      "step",            ""},
    {"MultiStepLR",                 "multistep",       ""},
    {"ExponentialLR",               "exponential",     ""},
    {"ConstantLR",                  "constant",        ""},
    {"LinearLR",                    "linear",          ""},
    {"PolynomialLR",                "polynomial",      ""},
    {"CosineAnnealingLR",           "cosine",          ""},
    {"CosineAnnealingWarmRestarts", "cosine_restarts", ""},
    {"OneCycleLR",                  "onecycle",        ""},
    {"CyclicLR",                    "cyclic",          ""},
    {"lambda_inv_sqrt",             "inverse_sqrt",    ""},
    {"lambda_noam",                 "noam",            ""},
    {"lambda_time",                 "inverse_time",    ""},
    {"lambda_warmup_cosine",        "warmup_cosine",   ""},
    {"ReduceLROnPlateau",           "plateau",         ""},
};

/* The next "key=value" of @at; @return false at the end. "-" is an empty list. */
static bool
next_pair(const char **at, char key[64], char value[64])
{
    if (!**at || strcmp(*at, "-") == 0)
        return false;
    size_t length = strcspn(*at, ";");
    size_t equals = strcspn(*at, "=");
    snprintf(key, 64, "%.*s", (int)equals, *at);
    snprintf(value, 64, "%.*s", (int)(length - equals - 1), *at + equals + 1);
    *at += length + ((*at)[length] == ';');
    return true;
}

static double
find_value(const char *params, const char *wanted)
{
    char key[64], value[64];
    while (next_pair(&params, key, value))
        if (strcmp(key, wanted) == 0)
            return strtod(value, NULL);
    return 0;
}

/* sgd is three of our rules. */
static struct name
find_rule(const char *name, const char *params)
{
    bool sgd = strcmp(name, "sgd") == 0, amsgrad = find_value(params, "amsgrad") != 0;
    if (sgd && find_value(params, "nesterov") != 0)
        return (struct name){name, "nesterov", "form=torch"};
    if (sgd && find_value(params, "momentum") != 0)
        return (struct name){name, "momentum", "form=classic"};
    if (strcmp(name, "amsgrad_raw") == 0 && find_value(params, "bc1") != 0)
        return (struct name){name, "amsgrad", "form=raw_bc1"};
    if (amsgrad)
        return (struct name){name, "amsgrad",
                             strcmp(name, "adamw") == 0 ? "decay=decoupled" : ""};
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
        if (strcmp(rules[i].theirs, name) == 0)
            return rules[i];
    return (struct name){name, "", ""};
}

static const char *
own_key(const char *optimizer, const char *key)
{
    for (size_t i = 0; i < sizeof renames / sizeof renames[0]; i++)
        if (strcmp(renames[i].theirs, optimizer) == 0 &&
            strcmp(renames[i].ours, key) == 0)
            return renames[i].settings;
    return key;
}

static bool
selects_the_rule(const char *key)
{
    return strcmp(key, "nesterov") == 0 || strcmp(key, "amsgrad") == 0 ||
           strcmp(key, "bc1") == 0 || strcmp(key, "search") == 0;
}

static const char *
set_racer_value(struct rv_racer *racer, const char *key, const char *value)
{
    rv_key own = rv_racer_key(racer, key);
    if (own == RV_KEY_NONE) {
        bool nothing = strcmp(value, "0") == 0 || selects_the_rule(key);
        return nothing ? NULL : "a setting that is not there";
    }
    double number;
    const struct rv_param *param = rv_racer_param(racer, own);
    if (rv_param_parse(param, value, &number, NULL) != RV_OK)
        return "a bad value";
    rv_racer_set(racer, own, number);
    return NULL;
}

/* "30|80|120" into the items of a list. */
static const char *
set_list(struct rv_racer *racer, rv_key first, size_t n, const char *text)
{
    char *end = NULL;
    for (size_t i = 0; i < n; i++) {
        rv_racer_set(racer, (rv_key)(first + i), *text ? strtod(text, &end) : 0);
        if (*text)
            text = end + (*end == '|');
    }
    return *text ? "too many milestones" : NULL;
}

const char *
reference_schedule(struct rv_racer *racer, const char *kind, const char *params)
{
    char key[64], value[64], own[96];
    rv_key first;
    size_t n, i = 0, count = sizeof schedules / sizeof schedules[0];
    while (i < count && strcmp(schedules[i].theirs, kind) != 0)
        i++;
    if (i == count || rv_schedule_find(schedules[i].ours) < 0)
        return "no such schedule";
    rv_racer_set(racer, rv_racer_key(racer, "schedule"),
                 rv_schedule_find(schedules[i].ours));
    while (next_pair(&params, key, value)) {
        if (strcmp(value, "min") == 0)
            continue; /* of plateau: there is no other mode */
        snprintf(own, sizeof own, strcmp(key, "lr") == 0 ? "%s" : "schedule.%s", key);
        const char *why = rv_racer_list(racer, own, &first, &n)
                              ? set_list(racer, first, n, value)
                              : set_racer_value(racer, own, value);
        if (why)
            return why;
    }
    return NULL;
}

/* Schedule @id of the references' table. */
static const char *
find_schedule(struct rv_racer *racer, const char *id)
{
    struct csv csv;
    const char *why = "no such schedule";
    if (!csv_open(&csv, REFS_DIR, "schedules_def.csv"))
        return "no table of schedules";
    for (size_t i = 0; i < csv.n; i++)
        if (strcmp(csv.rows[i][0], id) == 0)
            why = reference_schedule(racer, csv.rows[i][1], csv.rows[i][3]);
    csv_close(&csv);
    return why;
}

/* Theirs are called @name, and for what is not the @base rule's. */
static const char *
set_all(struct rv_racer *racer, const char *name, const char *base, const char *params,
        size_t *batch)
{
    char key[64], value[64];
    while (next_pair(&params, key, value)) {
        if (strcmp(key, "batch") == 0) {
            *batch = (size_t)strtoul(value, NULL, 10);
            continue;
        }
        const char *own = own_key(base, own_key(name, key));
        const char *why = strcmp(key, "sched") == 0 ? find_schedule(racer, value)
                                                    : set_racer_value(racer, own, value);
        if (why)
            return why;
    }
    return NULL;
}

static struct name
find_variant(const char *name)
{
    for (size_t i = 0; i < sizeof variants / sizeof variants[0]; i++)
        if (strcmp(variants[i].theirs, name) == 0)
            return variants[i];
    return (struct name){name, name, ""};
}

const char *
reference_racer(struct rv_racer *racer, const char *name, const char *params,
                size_t *batch)
{
    if (strcmp(name, "nadam_t113") == 0)
        return "what PyTorch 1.13 computed for NAdam; 2.x does what it documents";
    struct name variant = find_variant(name);
    struct name rule = find_rule(variant.ours, params);
    int index = rv_optimizer_find(rule.ours);
    if (index < 0)
        return "no such rule";
    rv_racer_init(racer, (size_t)index);
    *batch = 0;
    const char *why = set_all(racer, name, rule.theirs, rule.settings, batch);
    if (!why)
        why = set_all(racer, name, rule.theirs, variant.settings, batch);
    return why ? why : set_all(racer, name, rule.theirs, params, batch);
}
