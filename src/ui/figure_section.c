/* The section in a figure: the loss along a line, the quadratic model beside it, and
 * where the step goes. */
#include "figure_source.h"

#include <math.h>
#include <stdio.h>

#include "section.h"

/* The axis is fitted as for so many rows of a terminal. */
enum { AXIS_ROWS = 25 };
/* Of one of them; nearer the line of the loss another is hidden. */
#define APART 0.1

/* A plot being filled. */
struct cutting {
    struct figure_data *data;
    struct figure_plot *plot;
    const struct model *m;
    const struct section *section;
};

static void
set_title(const struct cutting *c)
{
    static const char *const titles[LINES] = {"loss along the step, in steps",
                                              "loss along −∇f, against η"};
    enum { SIZE = sizeof c->data->title[0] };
    const struct section *s = c->section;
    if (s->line >= LINE_X)
        snprintf(c->data->title[1], SIZE, "loss along %s",
                 rv_objective_axis(c->m->objective, s->line == LINE_Y));
    else
        snprintf(c->data->title[1], SIZE, "%s", titles[s->line]);
    snprintf(c->data->title[2], SIZE, "%s, step %lld", c->m->label[s->racer],
             (long long)s->step);
    c->plot->title = c->data->title[1];
    c->plot->subtitle = c->data->title[2];
}

/* Values @every samples apart. What cannot be seen has no place in the key. */
static bool
add_values(const struct cutting *c, const double *value, int every,
           struct figure_line look)
{
    const struct section *s = c->section;
    size_t n = (size_t)((s->samples - 1) / every + 1);
    if (look.name && value != s->value && !section_shows(s, value, every, APART))
        look.name = NULL;
    struct place *place = figure_line(c->data, c->plot, look, n);
    for (size_t i = 0; place && i < n; i++) {
        double t = section_t(s, (double)i * every);
        place[i] = (struct place){t + s->origin, value[i]};
    }
    return place != NULL;
}

static bool
add_stroke(const struct cutting *c, struct place from, struct place to,
           struct figure_line look)
{
    struct place *place = figure_line(c->data, c->plot, look, 2);
    if (!place)
        return false;
    place[0] = from;
    place[1] = to;
    return true;
}

static bool
add_rows(const struct cutting *c, bool of_batch)
{
    const struct section *s = c->section;
    const char *name = of_batch ? "rows of the batch" : "rows";
    struct figure_line look = {
        .name = name,
        .rgb = figure_role(c->data, of_batch ? ROLE_BATCH : ROLE_LINE),
        .width = 0.6,
    };
    bool named = false;
    for (size_t k = 0; k < s->n_rows; k++) {
        if (s->in_batch[k] != of_batch)
            continue;
        if (!add_values(c, s->row[k], SECTION_COARSE, look))
            return false;
        named = named || c->plot->line[c->plot->n_lines - 1].name;
        look.name = named ? NULL : name;
    }
    return true;
}

static bool
add_model(const struct cutting *c)
{
    double value[SECTION_SAMPLES];
    struct figure_line look = {
        .name = "model",
        .rgb = figure_role(c->data, ROLE_MUTED),
        .width = 1.3,
        .dash = {5, 3},
    };
    section_trace_model(c->section, value);
    return isnan(c->section->curvature) || add_values(c, value, 1, look);
}

/* Below this line a point has fallen enough. */
static bool
add_armijo(const struct cutting *c)
{
    double value[SECTION_SAMPLES];
    struct figure_line look = {
        .name = "Armijo",
        .rgb = figure_role(c->data, ROLE_GOOD),
        .width = 1.3,
        .dash = {3, 3},
    };
    section_trace_armijo(c->section, value);
    return isnan(c->section->c1) || add_values(c, value, 1, look);
}

static bool
add_stem(const struct cutting *c, double t, double loss)
{
    const struct section *s = c->section;
    struct figure_line look = {
        .rgb = figure_role(c->data, ROLE_LINE), .width = 0.8, .dash = {1.5, 1.5}
    };
    return isnan(t) || add_stroke(c, (struct place){t + s->origin, s->axis.lo},
                                  (struct place){t + s->origin, loss}, look);
}

static void
add_dot(const struct cutting *c, double t, double loss, struct figure_dot dot)
{
    dot.x = t + c->section->origin;
    dot.y = loss;
    if (!isnan(t))
        c->plot->dot[c->plot->n_dots++] = dot;
}

/* The points a line search refused, the one after the step, the one before it. */
static bool
add_dots(const struct cutting *c)
{
    const struct section *s = c->section;
    struct figure_track *track = &c->data->figure.track[s->racer];
    struct figure_track *after = figure_room(c->data, 1, sizeof *after);
    c->plot->dot = figure_room(c->data, SECTION_TRIALS + 2, sizeof *c->plot->dot);
    if (!after || !c->plot->dot)
        return false;
    for (size_t i = 0; i < s->n_trials; i++) {
        double t = s->trial[i];
        double at[2] = {s->at[0] + t * s->along[0], s->at[1] + t * s->along[1]};
        add_dot(c, t, rv_objective_peek(c->m->objective, at, NULL),
                (struct figure_dot){.kind = DOT_CROSS,
                                    .rgb = figure_role(c->data, ROLE_BRIGHT)});
    }
    *after = *track;
    after->ghost = true; /* not there yet: without a ground */
    add_dot(c, s->next, s->next_loss,
            (struct figure_dot){.kind = DOT_HEAD, .track = after});
    add_dot(c, 0, s->loss, (struct figure_dot){.kind = DOT_HEAD, .track = track});
    return true;
}

static bool
add_curves(const struct cutting *c)
{
    const struct section *s = c->section;
    struct figure_line loss = {
        .name = "loss", .rgb = figure_role(c->data, ROLE_TEXT), .width = 2};
    struct figure_line batch = {
        .name = "batch",
        .rgb = figure_role(c->data, ROLE_BATCH),
        .width = 2,
        .dash = {7, 3},
    };
    return add_rows(c, false) && add_rows(c, true) && add_stem(c, 0, s->loss) &&
           add_stem(c, s->next, s->next_loss) && add_model(c) && add_armijo(c) &&
           (!s->batched || add_values(c, s->batch, 1, batch)) &&
           add_values(c, s->value, 1, loss);
}

bool
figure_section(struct figure_data *data, struct figure_plot *plot, const struct model *m)
{
    struct section *section = figure_room(data, 1, sizeof *section);
    struct cutting c = {data, plot, m, section};
    if (!section)
        return false;
    section_cut(section, m, SECTION_SAMPLES, AXIS_ROWS);
    plot->playhead = NAN;
    if (!section->there) {
        snprintf(data->title[1], sizeof data->title[1], "%s", section->why);
        plot->title = data->title[1];
        plot->x1 = plot->y1 = 1;
        return true;
    }
    plot->x0 = section->from + section->origin;
    plot->x1 = section->to + section->origin;
    plot->y0 = section->axis.lo;
    plot->y1 = section->axis.hi;
    set_title(&c);
    return add_curves(&c) && add_dots(&c);
}
