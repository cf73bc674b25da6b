/* Polyak & Juditsky 1992: the mean; Nemirovski et al. 2009, eq. 2.18: each point weighted
 * by the rate of the step from it; exponential: the mean that training code keeps. */
#include "average.h"

#include <math.h>
#include <string.h>

static enum rv_average
kind_of(const struct rv_racer *racer)
{
    return (enum rv_average)racer->common[RV_COMMON_AVERAGE];
}

bool
average_is_on(const struct rv_racer *racer)
{
    return kind_of(racer) != RV_AVERAGE_NONE;
}

/* Steps of a rule without a rate all weigh the same. */
static double
weight_of(const struct rv_racer *racer, double rate)
{
    return kind_of(racer) == RV_AVERAGE_WEIGHTED && !isnan(rate) ? rate : 1;
}

void
average_point(const struct rv_racer *racer, const double *memory, int64_t t, double rate,
              size_t n, const double *theta, double *point)
{
    const double *mean = memory + 1;
    double weight = weight_of(racer, rate), sum = memory[0] + weight;
    double keep = racer->common[RV_COMMON_AVERAGE_DECAY];
    if ((double)t < racer->common[RV_COMMON_AVERAGE_FROM] || memory[0] == 0) {
        memcpy(point, theta, n * sizeof *point);
        return;
    }
    for (size_t i = 0; i < n; i++)
        point[i] = kind_of(racer) == RV_AVERAGE_EMA
                       ? keep * mean[i] + (1 - keep) * theta[i]
                       : mean[i] + (theta[i] - mean[i]) * weight / sum;
}

void
average_keep(const struct rv_racer *racer, double *memory, int64_t t, double rate,
             size_t n, const double *point)
{
    if ((double)t < racer->common[RV_COMMON_AVERAGE_FROM])
        return;
    memory[0] += weight_of(racer, rate);
    memcpy(memory + 1, point, n * sizeof *point);
}
