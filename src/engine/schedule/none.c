/* The rate as it is set. */
#include "rows.h"

static struct rv_pace
pace(const double *p, double lr, double t)
{
    (void)p;
    (void)t;
    return only_rate(lr);
}

static const struct rv_schedule_driver driver = {.pace = pace};

const struct rv_schedule rv_schedule_none = {
    .id = "none",
    .title = "No schedule",
    .formula = "L",
    .source = "the rate as it is set",
    .span = 200,
    .driver = &driver,
};
