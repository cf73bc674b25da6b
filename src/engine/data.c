/* The built-in data sets: compiled in from scenes/data, opened by name. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ravine/param.h>

#include "data_csv.h"
#include "data_file.h"
#include "data_survey.h"
#include "embedded.h"

static const struct rv_data_info infos[] = {
    {"oring",     "23 flights: launch temperature in °F, O-ring distress",
     "Dalal, Fowlkes & Hoadley 1989, Risk Analysis of the Space Shuttle"                            },
    {"oring_std", "the same, temperature standardised",
     "Dalal, Fowlkes & Hoadley 1989, Risk Analysis of the Space Shuttle"                            },
    {"hours",     "20 students: hours studied, exam passed",
     "the textbook example of logistic regression"                                                  },
    {"hours_std", "the same, hours standardised",
     "the textbook example of logistic regression"                                                  },
    {"gauss2",    "30 points of two overlapping Gaussian classes",                 "drawn at random"},
    {"line20",    "20 points about a line of slope 1.5 and intercept -0.7",
     "drawn at random"                                                                              },
    {"reg2",      "25 points, two correlated features, a linear target",           "drawn at random"},
    {"norm25",    "25 draws of a normal distribution, mean 1.3, deviation 0.8",
     "drawn at random"                                                                              },
    {"moons60",   "60 points of two interleaved half circles",                     "drawn at random"},
    {"cars",      "50 cars of the 1920s: speed in mph, stopping distance in feet",
     "Ezekiel 1930, Methods of Correlation Analysis"                                                },
    {"iris",      "100 irises: length and width of the petals in cm, two species",
     "Fisher 1936, The use of multiple measurements in taxonomic problems"                          },
    {"newcomb",   "66 travel times of light over 7.4 km, in ns above 24800",
     "Newcomb 1891, Measures of the Velocity of Light; Stigler 1977, Do robust "
     "estimators work with real data?"                                                              },
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

bool
rv_data_is_file(const char *name)
{
    return strpbrk(name, "/.") != NULL;
}

/* The last part of a long path says more than its first. */
static const char *
shorten(const char *name)
{
    enum { LONG = 80 };
    size_t size = strlen(name);
    const char *slash = size > LONG ? strchr(name + size - LONG, '/') : NULL;
    return slash ? slash + 1 : name;
}

/* "my.csv:3:2: what": whoever asked for the data has lines and columns of his own. */
static enum rv_status
locate(enum rv_status status, const char *name, struct rv_error *error)
{
    char text[sizeof error->text], place[32] = "";
    if (status == RV_OK || !error)
        return status;
    memcpy(text, error->text, sizeof text);
    if (error->line > 0)
        snprintf(place, sizeof place, "%d:%d:", error->line, error->column);
    return rv_fail(error, status, "%.80s:%s %.*s", shorten(name), place, 140, text);
}

/* The bytes of @name, and what to free() of them. */
static enum rv_status
find_bytes(const char **bytes, size_t *size, char **owned, const char *name,
           struct rv_error *error)
{
    *owned = NULL;
    if (rv_data_is_file(name)) {
        enum rv_status status = data_file_read(owned, size, name, error);
        *bytes = *owned;
        return locate(status, name, error);
    }
    const struct embedded *file = find_embedded(name);
    if (!file)
        return fail_unknown(name, error);
    *bytes = file->bytes;
    *size = file->size;
    return RV_OK;
}

enum rv_status
rv_data_open(struct rv_data **out, const char *name, const struct rv_columns *columns,
             struct rv_error *error)
{
    const char *bytes;
    char *owned;
    size_t size;
    *out = NULL;
    enum rv_status status = find_bytes(&bytes, &size, &owned, name, error);
    if (status == RV_OK)
        status = locate(data_parse(out, bytes, size, columns, error), name, error);
    free(owned);
    return status;
}

enum rv_status
rv_data_survey(struct rv_column **columns, size_t *n_columns, size_t *n_rows,
               const char *name, struct rv_error *error)
{
    const char *bytes;
    char *owned;
    size_t size;
    *columns = NULL;
    enum rv_status status = find_bytes(&bytes, &size, &owned, name, error);
    if (status == RV_OK)
        status = locate(data_survey(columns, n_columns, n_rows, bytes, size, error), name,
                        error);
    free(owned);
    return status;
}
