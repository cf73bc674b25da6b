/**
 * @file export.h
 * The present view as a file: a figure, or the screen as text. The ending of the name
 * decides.
 */
#ifndef UI_EXPORT_H
#define UI_EXPORT_H

#include "model.h"
#include "render/figure.h"

/* id, ending, is it cells and not points or pixels? standard width and height, least,
 * most */
#define EXPORT_LIST(X)                                                                   \
    X(SVG, ".svg", false, 960, 540, FIGURE_SIZE_MIN, FIGURE_SIZE_MIN, FIGURE_SIZE_MAX)   \
    X(PDF, ".pdf", false, 960, 540, FIGURE_SIZE_MIN, FIGURE_SIZE_MIN, FIGURE_SIZE_MAX)   \
    X(PNG, ".png", false, 1920, 1080, FIGURE_SIZE_MIN, FIGURE_SIZE_MIN, FIGURE_SIZE_MAX) \
    X(TXT, ".txt", true, 120, 40, 80, 24, 1000)                                          \
    X(ANS, ".ans", true, 120, 40, 80, 24, 1000)

enum export_kind {
#define X(id, ...) EXPORT_##id,
    EXPORT_LIST(X)
#undef X
        EXPORT_KINDS
};

struct export_format {
    const char *ending;
    bool cells; /**< of a screen; else points, or the pixels of .png */
    int width, height;
    int least_width, least_height, most;
};
const struct export_format *export_format(enum export_kind kind);
/** By the ending of @path, in capitals or not; EXPORT_KINDS: none of them. */
enum export_kind export_kind(const char *path);

/** What follows one picture to the next: see figure_memory. */
struct export_memory {
    struct figure_memory figure, second; /**< @second: of the right one of two */
    uint64_t generation, versions;
    int64_t furthest;
    enum export_kind kind;
    int width, height;
    enum theme_kind theme;
    enum field_view view;
    bool data;            /**< beside the map */
    bool split;           /**< two figures */
    struct camera camera; /**< of the block */
};
void export_memory_finish(struct export_memory *memory);

/**
 * What stands in the field's pane of @model as a figure, or in its two panes as two.
 * @param chosen  the chosen racer's trail is thick, as on the screen
 */
enum rv_status export_figure(const struct model *model, struct export_memory *memory,
                             enum export_kind kind, int width, int height, bool chosen,
                             struct figure_bytes *out, struct rv_error *error);
/** A screen that was drawn in @theme; as text, or with every cell painted. */
enum rv_status export_screen(const struct canvas *canvas, const struct theme *theme,
                             enum export_kind kind, int width, int height,
                             struct figure_bytes *out, struct rv_error *error);

#endif
