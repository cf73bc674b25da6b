/*
 * The value of a contour stands once on it, where it runs flat for the width of the text,
 * near mid-height and away from other lines. It keeps that place; half a number would be
 * another number, so it goes as a whole where something has taken one of its cells.
 */
#include <math.h>
#include <stdlib.h>

#include "field_parts.h"
#include "number.h"

enum { LABEL_COLUMNS_MAX = 12, REFUSED = 1 << 20 };

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

static int
penalty(const struct field *field, const uint8_t *line, int level, int col, int row,
        int width)
{
    const struct rect *pane = &field->view.pane;
    if (owner_at(field, line, row * pane->cols + col + width / 2) != level)
        return REFUSED;
    return 24 * uncovered(field, line, level, col, row, width) +
           8 * crowd(field, line, level, col, row, width) + abs(2 * row - pane->rows) +
           abs(2 * col + width - pane->cols) / 4;
}

struct label_place
label_find(const struct field *field, const uint8_t *line, int level, int width)
{
    const struct rect *pane = &field->view.pane;
    struct label_place best = {0, -1};
    int least = REFUSED;
    for (int row = 1; row < pane->rows - 1; row++) {
        for (int col = 1; col + width < pane->cols; col++) {
            int cost = penalty(field, line, level, col, row, width);
            if (cost < least) {
                least = cost;
                best = (struct label_place){col, row};
            }
        }
    }
    return best;
}

/* Is there anything but the field itself? */
static bool
is_taken(const struct field *field, const uint8_t *line, const struct canvas *canvas,
         struct label_place place, int width, const struct field_style *style)
{
    const struct rect *pane = &field->view.pane;
    for (int i = 0; i < width; i++) {
        struct cell own = field_cell(field, line, place.col + i, place.row, style);
        const struct cell *cell =
            canvas_at(canvas, pane->col + place.col + i, pane->row + place.row);
        if (!cell || cell->glyph != own.glyph || cell->fg != own.fg || cell->bg != own.bg)
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

/* Looking for places costs more than a frame: it is done when the raster changes. */
static const struct label_place *
find_places(const struct field *field, const uint8_t *line, bool ascii)
{
    struct label_cache *cache = field->labels;
    if (cache->line == line && cache->ascii == ascii)
        return cache->place;
    for (size_t i = 0; i < field->levels.n; i++) {
        char text[NUMBER_TEXT_MAX];
        int width = text_width(level_text(&field->levels, i, ascii, text));
        cache->place[i] = (struct label_place){0, -1};
        if (field->levels.major[i] && width <= LABEL_COLUMNS_MAX)
            cache->place[i] = label_find(field, line, (int)i, width);
    }
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
        if (place[i].row < 0)
            continue;
        level_text(&field->levels, i, style->ascii, text);
        if (!is_taken(field, line, canvas, place[i], text_width(text), style))
            write_label(field, canvas, place[i], text, style);
    }
}
