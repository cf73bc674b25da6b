/*
 * A name stands beside its head where nothing else is: right, left, below, above, then
 * further out, but never nearer to another's head. All are placed before one is drawn. On
 * pause each takes the best place there is, the chosen racer first. While playing a name
 * keeps its side, also over a trail, until it would cover a head or touch another name;
 * it comes to a better place when one has been free for a while, so that it neither
 * wanders off nor hops.
 *
 * The note of a racer outside the window stands directly beside its arrow, also over
 * trails: elsewhere it would be another's. For the same reason a caption stands in the
 * line of its racer's name, or directly beside the head where names are not shown.
 */
#include "shared_names.h"

#include <stdio.h>
#include <stdlib.h>

#include "ui/events.h"

enum { NAMES_FROM_COLUMNS = 60, PICTURES_TO_RETURN = 15 };

enum align { AFTER, BEFORE, CENTRED };
/* A place: so many rows below the head, and columns between the head and it. */
static const struct side {
    enum align align;
    int rows, gap;
} sides[] = {
    {AFTER,   0,  1},
    {BEFORE,  0,  1},
    {AFTER,   1,  0},
    {AFTER,   -1, 0},
    {BEFORE,  1,  0},
    {BEFORE,  -1, 0},
    {CENTRED, 1,  0},
    {CENTRED, -1, 0},
    {AFTER,   0,  3},
    {BEFORE,  0,  3},
    {AFTER,   1,  2},
    {AFTER,   -1, 2},
    {BEFORE,  1,  2},
    {BEFORE,  -1, 2},
    {CENTRED, 2,  0},
    {CENTRED, -2, 0},
    {AFTER,   2,  1},
    {AFTER,   -2, 1},
    {BEFORE,  2,  1},
    {BEFORE,  -2, 1},
    {AFTER,   0,  6},
    {BEFORE,  0,  6},
    {CENTRED, 3,  0},
    {CENTRED, -3, 0},
    {AFTER,   0,  9},
    {BEFORE,  0,  9},
    {CENTRED, 4,  0},
    {CENTRED, -4, 0},
};
/* The first of them touch the head's own cell; then those still near it; then the rest.
 */
enum { LEVEL = 2, DIRECT = 8, NEAR = 20, SIDES = sizeof sides / sizeof *sides };

/* The names of a picture, and what they must not cover. */
struct names {
    const struct draw *draw;
    const struct head *heads;
    size_t n;
    size_t lead[RV_RACERS_MAX]; /* whose name stands for it too */
    struct {
        char text[SHARED_NAME_MAX];
        bool wanted;
        struct rect rect, caption; /* no columns: nowhere */
    } own[RV_RACERS_MAX];
};

/* With so many columns free to either side of @b? */
static bool
touch(const struct rect *a, const struct rect *b, int apart)
{
    return b->cols > 0 && a->col < b->col + b->cols + apart &&
           b->col < a->col + a->cols + apart && a->row < b->row + b->rows &&
           b->row < a->row + a->rows;
}

static bool
on_trail(const struct draw *draw, const struct rect *rect)
{
    const struct rect *pane = &draw->picture->pane;
    for (size_t i = 0; i < model_document(draw->model)->n_racers; i++) {
        const struct dots *dots = &draw->picture->trail[i].dots;
        if (!dots->mask || !is_shown(draw, i))
            continue;
        const uint8_t *mask = dots->mask + (rect->row - pane->row) * dots->cols;
        for (int c = 0; c < rect->cols; c++)
            if (mask[rect->col - pane->col + c])
                return true;
    }
    return false;
}

/* A minimum, a saddle, a start, a change: what a lesson is about. */
static bool
on_mark(const struct draw *draw, const struct rect *rect)
{
    static const uint32_t marks[] = {0x2605, 0x2606, 0x2715, 0x25bd, 0x25c7, 0x25cb};
    for (int c = 0; c < rect->cols && draw->model->theme.shapes; c++) {
        const struct cell *cell = canvas_at(draw->canvas, rect->col + c, rect->row);
        for (size_t k = 0; cell && k < sizeof marks / sizeof *marks; k++)
            if (cell->glyph == marks[k])
                return true;
    }
    return false;
}

static bool
in_pane(const struct draw *draw, const struct rect *rect)
{
    const struct rect *pane = &draw->picture->pane;
    int above = draw->picture->view == FIELD_SOLID; /* a row says how it is turned */
    return rect->col >= pane->col && rect->col + rect->cols <= pane->col + pane->cols &&
           rect->row >= pane->row + above && rect->row < pane->row + pane->rows;
}

/* Within the pane, and free of heads, with @apart columns between, and of all that
 * belongs to others than @i. */
static bool
is_free(const struct names *names, size_t i, const struct rect *rect, int apart)
{
    if (!in_pane(names->draw, rect))
        return false;
    for (size_t k = 0; k < names->n; k++) {
        const struct head *head = &names->heads[k];
        struct rect cell = {head->col, head->row, head->shown, 1};
        if (touch(rect, &cell, k == i ? 0 : apart) ||
            (k != i && (touch(rect, &names->own[k].rect, 1) ||
                        touch(rect, &names->own[k].caption, 1))))
            return false;
    }
    return true;
}

/* From the head to the nearest cell of @rect, in rows, squared; a column is half of one,
 * and in the head's own row half of that: there words are read together with it. */
static double
distance(const struct head *head, const struct rect *rect)
{
    int last = rect->col + rect->cols - 1;
    double across = head->col < rect->col ? rect->col - head->col
                    : head->col > last    ? head->col - last
                                          : 0;
    double down = head->row - rect->row;
    return across * across / (down == 0 ? 16 : 4) + down * down;
}

/* Is no other head nearer? It would be taken for that one's name. */
static bool
is_plainly_own(const struct names *names, size_t i, const struct rect *rect)
{
    double own = distance(&names->heads[i], rect);
    for (size_t k = 0; k < names->n; k++)
        if (k != i && names->lead[k] != i && names->heads[k].shown &&
            distance(&names->heads[k], rect) < own)
            return false;
    return true;
}

/* Place @side of racer @i's name. */
static struct rect
beside(const struct names *names, size_t i, int side, int width)
{
    const struct side *at = &sides[side];
    const struct head *head = &names->heads[i];
    const struct rect *pane = &names->draw->picture->pane;
    struct rect rect = {head->col, head->row + at->rows, width, 1};
    if (at->align == AFTER)
        rect.col += 1 + at->gap;
    else if (at->align == BEFORE)
        rect.col -= width + at->gap;
    else
        rect.col -= width / 2;
    if (at->align != CENTRED)
        return rect;
    int last = pane->col + pane->cols - width; /* a wide one need not be in the middle */
    rect.col = rect.col > last ? last : rect.col;
    rect.col = rect.col < pane->col ? pane->col : rect.col;
    return rect;
}

static int
width_of_name(const struct names *names, size_t i)
{
    return width_of(names->draw, names->own[i].text);
}

/* What a place must be besides free; each more than the next. */
enum demand { CLEAR, PLAIN, FREE };

static bool
is_met(const struct names *names, size_t i, const struct rect *rect, enum demand demand)
{
    if (demand == FREE)
        return true;
    bool plain = !on_mark(names->draw, rect) && is_plainly_own(names, i, rect);
    return plain && (demand == PLAIN || !on_trail(names->draw, rect));
}

/* The first free side of @from..@to-1 that meets @demand; -1: none. */
static int
find_side(const struct names *names, size_t i, int from, int to, enum demand demand)
{
    for (int side = from; side < to; side++) {
        struct rect rect = beside(names, i, side, width_of_name(names, i));
        if (is_free(names, i, &rect, 1) && is_met(names, i, &rect, demand))
            return side;
    }
    return -1;
}

static int
find_good_side(const struct names *names, size_t i)
{
    if (!names->heads[i].outside)
        return find_side(names, i, 0, NEAR, CLEAR);
    int side = find_side(names, i, 0, LEVEL, PLAIN);
    return side >= 0 ? side : find_side(names, i, 0, DIRECT, FREE);
}

static int
find_any_side(const struct names *names, size_t i)
{
    int side = find_good_side(names, i);
    if (side < 0)
        side = find_side(names, i, NEAR, SIDES, CLEAR);
    if (side < 0)
        side = find_side(names, i, 0, SIDES, PLAIN);
    return side >= 0 ? side : find_side(names, i, 0, SIDES, FREE);
}

static bool
is_good(const struct names *names, size_t i, int side)
{
    if (names->heads[i].outside)
        return side < DIRECT;
    return side < NEAR && is_met(names, i, &names->own[i].rect, CLEAR);
}

static void
take_side(struct names *names, size_t i, int side)
{
    struct name_place *place = &names->draw->picture->name[i];
    place->side = side;
    place->better = 0;
    names->own[i].rect =
        side < 0 ? (struct rect){0} : beside(names, i, side, width_of_name(names, i));
}

/* Where it was, as long as nothing is covered that must not be. */
static void
keep_side(struct names *names, size_t i)
{
    const struct name_place *place = &names->draw->picture->name[i];
    if (!names->own[i].wanted || place->side < 0)
        return;
    struct rect rect = beside(names, i, place->side, width_of_name(names, i));
    if (is_free(names, i, &rect, 1) && is_plainly_own(names, i, &rect))
        names->own[i].rect = rect;
}

/* A better place is taken when it has been there for a while; that beside an arrow at
 * once. */
static void
improve(struct names *names, size_t i)
{
    struct name_place *place = &names->draw->picture->name[i];
    if (!names->own[i].rect.cols)
        return;
    int side = is_good(names, i, place->side) ? -1 : find_good_side(names, i);
    place->better = side < 0 ? 0 : place->better + 1;
    if (place->better >= PICTURES_TO_RETURN || (side >= 0 && names->heads[i].outside))
        take_side(names, i, side);
}

static bool
is_shared(const struct names *names, size_t i)
{
    for (size_t k = 0; k < names->n; k++)
        if (k != i && names->lead[k] == i)
            return true;
    return false;
}

/* No place for all names of a cell: each for itself. */
static void
part(struct names *names, size_t lead)
{
    for (size_t k = 0; k < names->n; k++) {
        if (names->lead[k] != lead)
            continue;
        names->lead[k] = k;
        names->own[k].wanted = names->own[lead].wanted;
        snprintf(names->own[k].text, sizeof names->own[k].text, "%s",
                 names->draw->model->label[k]);
    }
}

static void
place_anew(struct names *names, size_t i)
{
    int side = names->own[i].wanted ? find_any_side(names, i) : -1;
    if (side < 0 && is_shared(names, i)) {
        part(names, i);
        side = names->own[i].wanted ? find_any_side(names, i) : -1;
    }
    take_side(names, i, side);
}

static void
place_names(struct names *names)
{
    const struct model *m = names->draw->model;
    for (size_t k = 0; k < names->n && m->playing; k++)
        keep_side(names, (m->racer + k) % names->n);
    for (size_t k = 0; k < names->n; k++) {
        size_t i = (m->racer + k) % names->n;
        if (!names->own[i].rect.cols)
            place_anew(names, i);
    }
    for (size_t k = 0; k < names->n && m->playing; k++)
        improve(names, (m->racer + k) % names->n);
}

/* The caption of @width columns behind the name, or before it; where there is no name,
 * behind or before the head. */
static struct rect
caption_rect(const struct names *names, size_t i, int side, int width)
{
    const struct rect *name = &names->own[i].rect;
    struct rect rect = {name->col + name->cols, name->row, width, 1};
    if (!name->cols)
        return beside(names, i, side, width);
    if (side > 0)
        rect.col = name->col - width;
    return rect;
}

static bool
try_caption(struct names *names, size_t i, int side, int width, bool crowded)
{
    struct rect rect = caption_rect(names, i, side, width);
    if (!is_free(names, i, &rect, 1) || !is_met(names, i, &rect, crowded ? FREE : CLEAR))
        return false;
    names->own[i].caption = rect;
    names->draw->picture->name[i].caption_side = side;
    return true;
}

/* The side it has, then one off the trails, then any; or none. */
static bool
place_caption(struct names *names, size_t i, int width)
{
    int kept =
        names->draw->model->playing ? names->draw->picture->name[i].caption_side : -1;
    if (kept >= 0 && try_caption(names, i, kept, width, true))
        return true;
    for (int k = 0; k < 4; k++)
        if (try_caption(names, i, k % 2, width, k >= 2))
            return true;
    return false;
}

/* Does the same stand beside a head close by? Once is enough. */
static bool
is_said_nearby(const struct names *names, size_t i, enum rv_event_kind kind)
{
    enum { COLS_NEARBY = 16, ROWS_NEARBY = 5 };
    for (size_t k = 0; k < names->n; k++) {
        const struct rv_event *event = events_caption(names->draw->model, k);
        if (k != i && names->own[k].caption.cols > 0 && event && event->kind == kind &&
            abs(names->heads[k].col - names->heads[i].col) <= COLS_NEARBY &&
            abs(names->heads[k].row - names->heads[i].row) <= ROWS_NEARBY)
            return true;
    }
    return false;
}

/* What has just happened to the racer, in its colour but not as loud as its name. */
static void
put_caption(struct names *names, size_t i)
{
    char text[64];
    const struct draw *draw = names->draw;
    struct name_place *place = &draw->picture->name[i];
    const struct rv_event *event = events_caption(draw->model, i);
    bool named = names->own[i].rect.cols > 0;
    if (!event || (names->own[i].wanted && !named) || names->lead[i] != i ||
        is_said_nearby(names, i, event->kind)) {
        place->caption_side = -1;
        return;
    }
    const char *caption = rv_event_caption(event->kind);
    if (!place_caption(names, i, width_of(draw, caption) + named)) {
        place->caption_side = -1;
        return;
    }
    bool before = place->caption_side > 0;
    snprintf(text, sizeof text, "%s%s%s", named && !before ? " " : "", caption,
             named && before ? " " : "");
    struct style style = racer_style(draw, i);
    style.attr &= ~(uint32_t)ATTR_BOLD;
    put_plate(draw, names->own[i].caption, text, style);
}

static void
name_all(struct names *names)
{
    const struct draw *draw = names->draw;
    bool all = draw->picture->pane.cols >= NAMES_FROM_COLUMNS &&
               draw->model->playhead > 0 && !draw->layout->lecture &&
               !draw->layout->autopsy;
    shared_names_find(draw, names->heads, names->n, names->lead);
    for (size_t i = 0; i < names->n; i++) {
        const struct head *head = &names->heads[i];
        bool own = names->lead[i] == i;
        names->own[i].wanted = head->shown && (all || head->outside) && own;
        names->own[i].rect = names->own[i].caption = (struct rect){0};
        if (is_shared(names, i))
            shared_names_text(draw, names->lead, names->n, i, names->own[i].text);
        else
            snprintf(names->own[i].text, sizeof names->own[i].text, "%s%s",
                     draw->model->label[i], head->outside ? head->note : "");
    }
}

static void
put_name(const struct names *names, size_t i)
{
    const struct draw *draw = names->draw;
    struct rect rect = names->own[i].rect;
    if (!is_shared(names, i)) {
        put_plate(draw, rect, names->own[i].text, racer_style(draw, i));
        return;
    }
    put_plate(draw, rect, names->own[i].text, role(draw, ROLE_MUTED));
    shared_names_put(draw, names->lead, names->n, i, rect.col, rect.row);
}

void
put_names(const struct draw *draw, const struct head *heads, size_t n)
{
    struct names names = {.draw = draw, .heads = heads, .n = n};
    name_all(&names);
    place_names(&names);
    for (size_t i = 0; i < n; i++)
        if (names.own[i].rect.cols)
            put_name(&names, i);
    bool captions = !draw->layout->lecture && !draw->layout->autopsy;
    for (size_t k = 0; k < n && captions; k++) {
        size_t i = (draw->model->racer + k) % n;
        if (heads[i].shown)
            put_caption(&names, i);
    }
}
