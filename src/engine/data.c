/* The built-in data sets: compiled in from scenes/data, opened by name. */
#include <stdlib.h>
#include <string.h>

#include <ravine/param.h>

#include "data_csv.h"
#include "embedded.h"

static const struct rv_data_info infos[] = {
    {"oring",     "23 flights: launch temperature in °F, O-ring distress",
     "Dalal, Fowlkes & Hoadley 1989, Risk Analysis of the Space Shuttle"                         },
    {"oring_std", "the same, temperature standardised",
     "Dalal, Fowlkes & Hoadley 1989, Risk Analysis of the Space Shuttle"                         },
    {"hours",     "20 students: hours studied, exam passed",
     "the textbook example of logistic regression"                                               },
    {"hours_std", "the same, hours standardised",
     "the textbook example of logistic regression"                                               },
    {"gauss2",    "30 points of two overlapping Gaussian classes",              "drawn at random"},
    {"line20",    "20 points about a line of slope 1.5 and intercept -0.7",
     "drawn at random"                                                                           },
    {"reg2",      "25 points, two correlated features, a linear target",        "drawn at random"},
    {"norm25",    "25 draws of a normal distribution, mean 1.3, deviation 0.8",
     "drawn at random"                                                                           },
    {"moons60",   "60 points of two interleaved half circles",                  "drawn at random"},
};
enum { N_INFOS = sizeof infos / sizeof infos[0] };

size_t
rv_data_count(void)
{
    return N_INFOS;
}

const struct rv_data_info *
rv_data_at(size_t i)
{
    return i < N_INFOS ? &infos[i] : NULL;
}

static const struct embedded *
find_embedded(const char *name)
{
    for (size_t i = 0; i < embedded_data_count; i++)
        if (strcmp(embedded_data[i].name, name) == 0)
            return &embedded_data[i];
    return NULL;
}

static enum rv_status
fail_unknown(const char *name, struct rv_error *error)
{
    const char *names[N_INFOS];
    for (size_t i = 0; i < N_INFOS; i++)
        names[i] = infos[i].name;
    const char *nearest = rv_nearest_word(name, names, N_INFOS);
    if (nearest)
        return rv_fail(error, RV_E_UNKNOWN, "no data set '%.60s' (nearest: %s)", name,
                       nearest);
    return rv_fail(error, RV_E_UNKNOWN, "no data set '%.60s' (ravine list data has them)",
                   name);
}

enum rv_status
rv_data_open(struct rv_data **out, const char *name, struct rv_error *error)
{
    *out = NULL;
    const struct embedded *file = find_embedded(name);
    if (!file)
        return fail_unknown(name, error);
    return data_parse(out, file->bytes, file->size, error);
}
