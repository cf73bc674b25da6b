/**
 * @file view.h
 * A view draws one part of the screen from a const model. It is one file here and its
 * name in the list of ui/meson.build, which is also the order in which they are drawn.
 */
#ifndef UI_VIEW_VIEW_H
#define UI_VIEW_VIEW_H

#include "render/canvas.h"
#include "ui/layout.h"
#include "ui/model.h"
#include "ui/picture.h"

struct draw {
    struct canvas *canvas;
    const struct model *model;
    const struct layout *layout;
    struct picture *picture; /**< of the pane; kept between frames */
};

struct pane_view {
    const char *id;
    bool in_pane; /**< drawn in each of the panes of the field, if there are two */
    void (*draw)(const struct draw *draw);
};

/** All views, in drawing order. */
const struct pane_view *const *views_all(size_t *n);

/* What views share. Text is folded to ASCII where the rung asks for it. */

int put(const struct draw *draw, int col, int row, int max, const char *text,
        struct style style);
/** The same, but what does not fit is seen to be cut: "Adam with a ver…". */
int put_cut(const struct draw *draw, int col, int row, int max, const char *text,
            struct style style);
/** A key and what it does, as in the hint line. @return columns used. */
int put_hint(const struct draw *draw, int col, int row, int max, const char *keys,
             const char *verb);
/** The lowest row of a picker, up to column @right; @verb: what Enter does. */
void put_picker_keys(const struct draw *draw, int right, const char *verb);
/** Ending before column @right. @return where it begins. */
int put_right(const struct draw *draw, int right, int row, const char *text,
              struct style style);
/** Columns @text will take, folded or not. */
int width_of(const struct draw *draw, const char *text);
/** @text in ASCII: "²" is "^2", "→" is "->"; @console: blocks and lines stay.
 * @return @buffer. */
char *fold(const char *text, bool console, char *buffer, size_t size);
struct style role(const struct draw *draw, enum role role);
struct style bold(const struct draw *draw, enum role role);
struct style racer_style(const struct draw *draw, size_t i);
/** A racer's mark: its shape on a cell filled with its colour, or its letter. */
void put_mark(const struct draw *draw, int col, int row, size_t racer);
/**
 * @value with its decimal point at the fifth of ten columns from @col; numbers with an
 * exponent end at the tenth, so that a column can be ranked at a glance.
 */
void put_number(const struct draw *draw, int col, int row, double value, int digits,
                struct style style);

/** Text on the field: its own hue, darkened until the text can be read on it. */
void put_plate(const struct draw *draw, struct rect rect, const char *text,
               struct style style);

/** Does the pane show the surface itself, as map or block? */
bool shows_surface(const struct draw *draw);
/** A point of the surface on the screen. */
struct spot {
    int col, row;
    bool inside; /**< in the window */
    bool hidden; /**< behind the block */
};
struct spot spot_of(const struct draw *draw, double x, double y, double value);
/** Who is shown in lecture mode: the chosen racer and those who lead, in scene order; the
 * same ones while it plays. @return how many. */
size_t lecture_shown(const struct draw *draw, size_t shown[LECTURE_MAX]);
/** Is @racer on the field? All are, but for lecture mode; in an autopsy, the one whose
 * step it is. */
bool is_shown(const struct draw *draw, size_t racer);
/** Do the names and losses of a split view take the row of both panes? */
bool captions_are_long(const struct draw *draw);
/** The one whose loss is lowest; of equals the first. */
size_t lecture_leader(const struct model *model);

#endif
