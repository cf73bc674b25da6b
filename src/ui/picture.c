#include "picture.h"

#include <math.h>
#include <string.h>

enum { FIRST_PASS_NS = 12000000, BATCH_LINES_NS = 4000000 };

static void
values_row(void *ctx, const double *x, double y, size_t n, double *values)
{
    rv_objective_values(ctx, x, y, n, values);
}

struct field_style
picture_field_style(const struct theme *theme)
{
    return (struct field_style){
        .map = &theme->map,
        .glyphs = theme->glyphs,
        .half = theme->glyphs != DOTS_ASCII,
        .axes = true,
        .contours = true,
        .labels = true,
        .majors = theme->rung == RUNG_MONO && theme->glyphs == DOTS_BRAILLE,
        .text = theme_role(theme, ROLE_MUTED),
        .label = theme_role(theme, ROLE_MUTED),
        .hole = theme_role(theme, ROLE_LINE),
        .ascii = theme->ascii,
    };
}

/* Columns at the end of the ticks for the axis' name, and for what must be said of it. */
static int
axis_end(const struct picture *picture, const struct model *model)
{
    const char *name = rv_objective_surface(model->objective)->axis[0];
    int columns = strcmp(name, "x") != 0 ? text_width(name) + 1 : 0;
    if (picture->field.view.stretched)
        columns += text_width(AXES_DIFFER) + 1;
    return columns;
}

/* Arrows among all contours would be a thicket: then the major ones stay. */
static bool
arrows_shown(const struct picture *picture, const struct model *model)
{
    return picture->view == FIELD_MAP && model->arrows != ARROWS_NONE;
}

static void
paint(struct picture *picture, const struct model *model)
{
    picture->theme = model->theme;
    struct field_style style = picture_field_style(&picture->theme);
    style.axes = !model->lecture;
    picture->arrows = arrows_shown(picture, model);
    style.majors = style.majors || model->lecture || picture->arrows;
    style.axis_end = axis_end(picture, model);
    picture->lecture = model->lecture;
    style.labels = false; /* they yield to trails: see view/labels.c */
    canvas_clear(&picture->backdrop);
    if (picture->view == FIELD_SOLID && field_ready(&picture->field)) {
        solid_build(&picture->solid, &picture->field, model->camera);
        solid_draw(&picture->solid, &picture->backdrop, &style);
    } else {
        field_draw(&picture->field, &picture->backdrop, &style);
    }
    picture->painted = true;
}

static void
forget_trails(struct picture *picture)
{
    for (size_t i = 0; i < RV_RACERS_MAX; i++)
        picture->trail[i].version = 0;
    for (size_t i = 0; i < GHOSTS_MAX; i++)
        picture->ghost[i].version = 0;
}

static void
new_field(struct picture *picture, const struct model *model, const struct rect *pane)
{
    if (picture->has_field)
        field_finish(&picture->field);
    const struct rv_window *w = &model->window;
    struct view view = view_fit(w->x0, w->x1, w->y0, w->y1, *pane, model->aspect);
    picture->has_field = field_init(&picture->field, view);
    solid_finish(&picture->solid);
    for (size_t i = 0; i < RV_RACERS_MAX; i++)
        picture->name[i] = (struct name_place){.side = -1, .caption_side = -1};
    picture->batch_lines.begun = false; /* they were of another window */
    picture->pane = *pane;
    picture->aspect = model->aspect;
    picture->generation = model->generation;
    for (size_t i = 0; i < RV_RACERS_MAX; i++)
        dots_finish(&picture->trail[i].dots);
    for (size_t i = 0; i < GHOSTS_MAX; i++)
        dots_finish(&picture->ghost[i].dots);
    forget_trails(picture);
    if (picture->has_field)
        picture_work(picture, model, model_clock() + FIRST_PASS_NS);
}

static bool
same_pane(const struct rect *a, const struct rect *b)
{
    return a->col == b->col && a->row == b->row && a->cols == b->cols &&
           a->rows == b->rows;
}

/* Two dots for the chosen one, where dots are fine enough. */
static bool
is_thick(const struct model *model, size_t i)
{
    return i == model->racer && model->theme.glyphs == DOTS_BRAILLE;
}

/* No dots, of the pane's size: what no racer needs is never made. */
static void
clear_trail(const struct picture *picture, struct trail *trail)
{
    if (trail->dots.mask)
        dots_clear(&trail->dots);
    else
        dots_init(&trail->dots, picture->pane.cols, picture->pane.rows);
    trail->drawn = -1;
}

static void
begin_trail(const struct picture *picture, struct trail *trail, const struct model *model,
            size_t i)
{
    clear_trail(picture, trail);
    struct look look = theme_racer(&model->theme, i);
    trail->dash = look.dashed ? (struct dash){2, 2, 0} : (struct dash){1, 0, 0};
    trail->version = model->version[i];
    trail->thick = is_thick(model, i);
}

/* The segment as the pane shows it: on the map, or on the block, hidden parts hidden. */
static void
draw_segment(const struct picture *picture, struct trail *trail,
             const struct rv_row *from, const struct rv_row *to)
{
    if (picture->view == FIELD_SOLID) {
        const double p[2] = {from->x, from->y}, q[2] = {to->x, to->y};
        solid_line(&picture->solid, &trail->dots, p, q, &trail->dash, trail->thick);
        return;
    }
    double p[2], q[2];
    const struct view *view = &picture->field.view;
    view_dot(view, from->x, from->y, &p[0], &p[1]);
    view_dot(view, to->x, to->y, &q[0], &q[1]);
    dots_line(&trail->dots, p[0], p[1], q[0], q[1], &trail->dash, trail->thick);
}

static void
draw_to(const struct picture *picture, struct trail *trail, const struct rv_row *row,
        int64_t step)
{
    if (trail->drawn >= 0) /* a point alone would be a smudge beside its head */
        draw_segment(picture, trail, &trail->last, row);
    trail->last = *row;
    trail->drawn = step;
}

static void
grow_trail(const struct picture *picture, struct trail *trail, const struct model *model,
           size_t racer)
{
    size_t n;
    int64_t stride;
    struct rv_timeline *timeline = model->timeline[racer];
    int64_t playhead = model->playhead;
    const struct rv_row *rows = rv_timeline_track(timeline, &n, &stride);
    int64_t next = trail->drawn < 0 ? 0 : trail->drawn / stride + 1;
    for (int64_t i = next; i < (int64_t)n && i * stride <= playhead; i++)
        draw_to(picture, trail, &rows[i], i * stride);
    struct rv_row row;
    int64_t step = rv_timeline_row(timeline, playhead, &row);
    if (step > trail->drawn)
        draw_to(picture, trail, &row, step);
}

static void
update_trail(struct picture *picture, const struct model *model, size_t i)
{
    struct trail *trail = &picture->trail[i];
    if (trail->version != model->version[i] || trail->drawn > model->playhead ||
        trail->thick != is_thick(model, i))
        begin_trail(picture, trail, model, i);
    grow_trail(picture, trail, model, i);
}

/* Three dots of four: under the living, and dim. */
static void
update_ghost(struct picture *picture, const struct model *model, size_t g)
{
    const struct ghost *ghost = &model->ghost[g];
    struct trail *trail = &picture->ghost[g];
    struct rv_row row;
    size_t n;
    int64_t stride;
    if (trail->version == model->ghosts_version)
        return;
    clear_trail(picture, trail);
    trail->version = model->ghosts_version;
    trail->dash = (struct dash){3, 1, 0};
    trail->thick = false;
    const struct rv_row *rows = rv_timeline_track(ghost->timeline, &n, &stride);
    for (int64_t i = (ghost->from + stride - 1) / stride;
         i < (int64_t)n && i * stride <= ghost->upto; i++)
        draw_to(picture, trail, &rows[i], i * stride);
    int64_t step = rv_timeline_row(ghost->timeline, ghost->upto, &row);
    if (step > trail->drawn)
        draw_to(picture, trail, &row, step);
}

static bool
same_camera(const struct camera *a, const struct camera *b)
{
    return a->turn == b->turn && a->tilt == b->tilt && a->linear == b->linear;
}

/* Another view, or the block from elsewhere: backdrop and trails begin again. */
static void
follow_view(struct picture *picture, const struct model *model, enum field_view view)
{
    bool solid = view == FIELD_SOLID;
    if (picture->view == view &&
        (!solid || same_camera(&picture->camera, &model->camera)))
        return;
    picture->view = view;
    picture->camera = model->camera;
    picture->painted = false;
    forget_trails(picture);
}

static bool
wants_batch_lines(const struct picture *picture, const struct model *model)
{
    return model->batch_lines && picture->view == FIELD_MAP && picture->has_field;
}

/* A small batch is drawn at once, with the step it belongs to. */
static void
update_batch_lines(struct picture *picture, const struct model *model)
{
    batch_update(&picture->batch, model);
    batch_lines_update(&picture->batch_lines, &picture->batch, model, &picture->field);
    batch_lines_work(&picture->batch_lines, &picture->batch, model, &picture->field,
                     model_clock() + BATCH_LINES_NS);
}

/* What @view is drawn on; the block is made with its first look. */
static bool
has_ground(struct picture *picture, enum field_view view)
{
    if (picture->has_field && view == FIELD_SOLID && !picture->solid.heights &&
        !solid_init(&picture->solid, picture->pane)) {
        field_finish(&picture->field);
        picture->has_field = false;
    }
    return picture->has_field;
}

void
picture_update(struct picture *picture, const struct model *model,
               const struct layout *layout, struct rect pane, enum field_view view)
{
    if (!picture->has_field || picture->generation != model->generation ||
        !same_pane(&picture->pane, &pane) || picture->aspect != model->aspect) {
        new_field(picture, model, &pane);
        picture->painted = false;
    }
    if (!has_ground(picture, view))
        return;
    if (picture->backdrop.cols != layout->cols ||
        picture->backdrop.rows != layout->rows) {
        canvas_resize(&picture->backdrop, layout->cols, layout->rows);
        picture->painted = false;
    }
    follow_view(picture, model, view);
    if (!picture->painted || picture->lecture != model->lecture ||
        picture->arrows != arrows_shown(picture, model))
        paint(picture, model);
    for (size_t i = 0; i < model_document(model)->n_racers; i++)
        update_trail(picture, model, i);
    for (size_t g = 0; g < model->n_ghosts; g++)
        update_ghost(picture, model, g);
    if (wants_batch_lines(picture, model))
        update_batch_lines(picture, model);
}

const struct thumbnail *
picture_thumbnail(const struct picture *picture, size_t i)
{
    static const struct thumbnail none;
    return i < THUMBNAILS_MAX ? &picture->thumbnail[i] : &none;
}

static bool
wants_thumbnails(const struct picture *picture, const struct model *model)
{
    size_t n = rv_surface_count() < THUMBNAILS_MAX ? rv_surface_count() : THUMBNAILS_MAX;
    return model->pane == PANE_SURFACES && picture->thumbnails < n;
}

bool
picture_busy(const struct picture *picture, const struct model *model)
{
    return (picture->has_field && !picture->field.done) ||
           (wants_batch_lines(picture, model) &&
            batch_lines_busy(&picture->batch_lines, &picture->field)) ||
           wants_thumbnails(picture, model);
}

void
picture_work(struct picture *picture, const struct model *model, int64_t deadline_ns)
{
    while (wants_thumbnails(picture, model) && model_clock() < deadline_ns) {
        thumbnail_make(&picture->thumbnail[picture->thumbnails], picture->thumbnails);
        picture->thumbnails++;
    }
    if (wants_batch_lines(picture, model))
        batch_lines_work(&picture->batch_lines, &picture->batch, model, &picture->field,
                         deadline_ns);
    if (!picture->has_field || picture->field.done)
        return;
    unsigned shown = picture->field.shown;
    field_work(&picture->field, values_row, model->objective, model_best(model),
               deadline_ns);
    if (picture->field.shown == shown)
        return;
    picture->painted = false;
    if (picture->view == FIELD_SOLID)
        forget_trails(picture); /* the ground they lie on has moved */
}

void
picture_forget(struct picture *picture)
{
    picture->painted = false;
    forget_trails(picture);
}

void
picture_finish(struct picture *picture)
{
    if (picture->has_field)
        field_finish(&picture->field);
    canvas_finish(&picture->backdrop);
    dots_finish(&picture->section_dots);
    solid_finish(&picture->solid);
    for (int q = 0; q < QUANTITIES; q++)
        chart_memory_finish(&picture->chart[q]);
    for (int q = 0; q < QUANTITIES; q++)
        chart_memory_finish(&picture->plot[q]);
    batch_memory_finish(&picture->batch);
    batch_lines_finish(&picture->batch_lines);
    for (size_t i = 0; i < RV_RACERS_MAX; i++)
        dots_finish(&picture->trail[i].dots);
    for (size_t i = 0; i < GHOSTS_MAX; i++)
        dots_finish(&picture->ghost[i].dots);
}
