/*
 * The value of a contour stands once on it, where it runs flat for the width of the text,
 * near mid-height and away from other lines, holes and other values. It keeps that place;
 * half a number would be another number, so it goes as a whole where something has taken
 * one of its cells. Where the major lines are few the others have their values too, as
 * far as there is room.
 */
#include <math.h>
#include <stdlib.h>

#include "field_parts.h"
#include "number.h"

enum { LABEL_COLUMNS_MAX = 12, LABELS_LEAST = 4, EVEN_LEAST = 3, REFUSED = 1 << 20 };
/* What a place may cost: a major line takes any, another one that is away from lines. */
enum { COST_MAJOR = REFUSED, COST_MINOR = 200 };

/* The level whose line runs through cell @i; NO_LEVEL where these glyphs show none. */
static int
owner_at(const struct field *field, const uint8_t *line, int i)
{
    return line[i] ? field->line_level[i] : NO_LEVEL;
}

/* Contours of another level in the text's cells and one around. */
static int
crowd(const struct field *field, const uint8_t *line, int level, int col, int row,
      int width)
{
    const struct rect *pane = &field->view.pane;
    int n = 0;
    for (int r = row - 1; r <= row + 1; r++) {
        for (int c = col - 1; c <= col + width; c++) {
            if (r < 0 || c < 0 || r >= pane->rows || c >= pane->cols)
                continue;
            int owner = owner_at(field, line, r * pane->cols + c);
            n += owner != NO_LEVEL && owner != level;
        }
    }
    return n;
}

/* Cells of the text, and one either side, that the line does not run through. */
static int
uncovered(const struct field *field, const uint8_t *line, int level, int col, int row,
          int width)
{
    int at = row * field->view.pane.cols + col, n = 0;
    for (int i = -1; i <= width; i++)
        n += owner_at(field, line, at + i) != level;
    return n;
}

/* Is there a hole in the text's cells or beside them, or another value? */
static bool
is_blocked(const struct field *field, const struct label_place *at)
{
    for (int i = -1; i <= at->width; i++)
        if (cell_broken(field, (size_t)(at->row * field->view.pane.cols + at->col + i)))
            return true;
    for (size_t k = 0; k < field->levels.n; k++) {
        const struct label_place *other = &field->labels->place[k];
        if (other->row >= 0 && abs(other->row - at->row) <= 1 &&
            other->col <= at->col + at->width && at->col <= other->col + other->width)
            return true;
    }
    return false;
}

static int
penalty(const struct field *field, const uint8_t *line, int level,
        const struct label_place *at)
{
    const struct rect *pane = &field->view.pane;
    int col = at->col, row = at->row, width = at->width;
    if (owner_at(field, line, row * pane->cols + col + width / 2) != level ||
        is_blocked(field, at))
        return REFUSED;
    return 24 * uncovered(field, line, level, col, row, width) +
           8 * crowd(field, line, level, col, row, width) + abs(2 * row - pane->rows) +
           abs(2 * col + width - pane->cols) / 4;
}

/* The best place for @width columns on the line of @level, below the cost @most. */
static struct label_place
find_place(const struct field *field, const uint8_t *line, int level, int width, int most)
{
    const struct rect *pane = &field->view.pane;
    struct label_place best = {0, -1, width}, at = {0, 0, width};
    for (at.row = 1; at.row < pane->rows - 1; at.row++) {
        for (at.col = 1; at.col + width < pane->cols; at.col++) {
            int cost = penalty(field, line, level, &at);
            if (cost < most) {
                most = cost;
                best = at;
            }
        }
    }
    return best;
}

static bool
is_dots(uint32_t glyph)
{
    return glyph >= GLYPH_BRAILLE && glyph <= GLYPH_BRAILLE + 0xff;
}

/* Is there anything but the field itself? A mark or a letter may not touch it either. */
static bool
is_taken(const struct field *field, const uint8_t *line, const struct canvas *canvas,
         struct label_place place, int width, const struct field_style *style)
{
    const struct rect *pane = &field->view.pane;
    for (int i = -1; i <= width; i++) {
        bool beside = i < 0 || i == width;
        const struct cell *cell =
            canvas_at(canvas, pane->col + place.col + i, pane->row + place.row);
        if (beside && (!cell || place.col + i < 0 || place.col + i >= pane->cols))
            continue;
        struct cell own = field_cell(field, line, place.col + i, place.row, style);
        if (beside ? cell->glyph != own.glyph && !is_dots(cell->glyph)
                   : !cell || cell->glyph != own.glyph || cell->fg != own.fg ||
                         cell->bg != own.bg)
            return true;
    }
    return false;
}

static void
write_label(const struct field *field, struct canvas *canvas, struct label_place place,
            const char *text, const struct field_style *style)
{
    const struct rect *pane = &field->view.pane;
    for (int i = 0; i < text_width(text); i++) {
        size_t at = (size_t)(place.row * pane->cols + place.col + i);
        struct cell *cell =
            canvas_at(canvas, pane->col + place.col + i, pane->row + place.row);
        int level = colormap_level(style->map, (double)cell_tone(field, at));
        if (cell)
            *cell =
                (struct cell){' ', COLOR_NONE,
                              level < 0 ? COLOR_NONE : style->map->plate_label[level], 0};
    }
    struct style label = {style->label.fg, COLOR_NONE, style->label.attr};
    canvas_text(canvas, pane->col + place.col, pane->row + place.row, LABEL_COLUMNS_MAX,
                text, label);
}

/* @return whether level @i has a place now. */
static bool
place_level(const struct field *field, const uint8_t *line, bool ascii, size_t i)
{
    char text[NUMBER_TEXT_MAX];
    struct label_place *place = &field->labels->place[i];
    int width = text_width(level_text(&field->levels, i, ascii, text));
    if (place->row < 0 && width <= LABEL_COLUMNS_MAX)
        *place = find_place(field, line, (int)i, width,
                            field->levels.major[i] ? COST_MAJOR : COST_MINOR);
    return place->row >= 0;
}

/* The major levels; then the innermost line, which may be a minor one, and where few have
 * found a place all others. */
static void
place_levels(const struct field *field, const uint8_t *line, bool ascii)
{
    const struct levels *levels = &field->levels;
    int placed = 0;
    for (size_t i = 0; i < levels->n; i++)
        if (levels->major[i])
            placed += place_level(field, line, ascii, i);
    if (levels->decades)
        return;
    bool even = levels_are_even(levels) && !field->scale.logarithmic;
    int least = even ? EVEN_LEAST : LABELS_LEAST;
    size_t others = placed < least ? levels->n : levels->n > 0;
    for (size_t i = 0; i < others; i++)
        place_level(field, line, ascii, i);
}

/* Looking for places costs more than a frame: it is done when the raster changes. */
static const struct label_place *
find_places(const struct field *field, const uint8_t *line, bool ascii)
{
    struct label_cache *cache = field->labels;
    if (cache->line == line && cache->ascii == ascii)
        return cache->place;
    for (size_t i = 0; i < LEVELS_MAX; i++)
        cache->place[i] = (struct label_place){0, -1, 0};
    place_levels(field, line, ascii);
    cache->line = line;
    cache->ascii = ascii;
    return cache->place;
}

void
field_draw_labels(const struct field *field, struct canvas *canvas,
                  const struct field_style *style)
{
    const uint8_t *line = field_lines(field, style);
    if (!line || !field->ready)
        return;
    const struct label_place *place = find_places(field, line, style->ascii);
    for (size_t i = 0; i < field->levels.n; i++) {
        char text[NUMBER_TEXT_MAX];
        if (place[i].row < 0 || (style->majors && !field->levels.major[i]))
            continue;
        level_text(&field->levels, i, style->ascii, text);
        if (!is_taken(field, line, canvas, place[i], text_width(text), style))
            write_label(field, canvas, place[i], text, style);
    }
}
