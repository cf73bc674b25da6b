/*
 * Figures: one page, drawn by cairo into memory. The parts stand in figure_*.c; here are
 * the page, its formats and its size.
 */
#include "figure.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "figure_parts.h"

/* A page of this many square units; text of 7 points at the least. */
#define PAGE_AREA (960.0 * 540.0)
#define SCALE_LEAST (7.0 / SIZE_SMALL)

bool
figure_available(void)
{
    return true;
}

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifdef SANITIZED
/* Cairo's fonts stay for the next picture, in fontconfig's patterns, whose pointers are
 * offsets: the sanitizer takes them for lost. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_options(void);

const char *
__lsan_default_suppressions(void)
{
    return "leak:libfontconfig";
}

const char *
__lsan_default_options(void)
{
    return "print_suppressions=0";
}
#endif

bool
bytes_add(struct figure_bytes *bytes, const void *data, size_t n)
{
    if (bytes->room - bytes->n < n) {
        size_t room = 2 * bytes->room + n + 4096;
        char *grown = realloc(bytes->data, room);
        if (!grown)
            return false;
        bytes->data = grown;
        bytes->room = room;
    }
    memcpy(bytes->data + bytes->n, data, n);
    bytes->n += n;
    return true;
}

static cairo_status_t
take(void *closure, const unsigned char *data, unsigned n)
{
    return bytes_add(closure, data, n) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_NO_MEMORY;
}

/* No time of day: same figure, same bytes. */
static cairo_surface_t *
create_surface(enum figure_format format, int width, int height,
               struct figure_bytes *bytes)
{
    cairo_surface_t *surface;
    switch (format) {
    case FIGURE_SVG:
        return cairo.svg_surface_create_for_stream(take, bytes, width, height);
    case FIGURE_PDF:
        surface = cairo.pdf_surface_create_for_stream(take, bytes, width, height);
        cairo.pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                       "2000-01-01T00:00:00Z");
        return surface;
    case FIGURE_PNG:
    default:
        return cairo.image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    }
}

/* Letters stand where they are drawn, not where the pixels are. */
static void
set_fonts(cairo_t *cr)
{
    cairo_font_options_t *options = cairo.font_options_create();
    cairo.font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo.font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo.font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo.set_font_options(cr, options);
    cairo.font_options_destroy(options);
}

/* The pen with which @text fits into @room, as large as it can be. */
static struct pen
fitting_pen(struct sheet *s, const char *text, struct pen pen, double room)
{
    while (pen.size > SIZE_TEXT && pen_width(s->cr, text, pen) > room)
        pen.size -= 0.5;
    return pen;
}

static void
draw_title(struct sheet *s)
{
    const struct figure *f = s->figure;
    const double baseline = 27, left = 16, apart = 18;
    char step[48], title[FIGURE_TITLE_MAX];
    struct pen pen = {SIZE_TITLE, true, f->colors.bright, ANCHOR_RIGHT};
    snprintf(step, sizeof step, "step %lld", (long long)f->step);
    pen_write(s->cr, s->w - left, baseline, step, pen);
    double room = s->w - 2 * left - pen_width(s->cr, step, pen) - apart;
    pen.anchor = ANCHOR_LEFT;
    pen = fitting_pen(s, f->title, pen, room);
    pen_cut(s->cr, f->title, pen, room, title, sizeof title);
    pen_write(s->cr, left, baseline, title, pen);
    double width = pen_width(s->cr, title, pen) + apart;
    pen = (struct pen){SIZE_TEXT, false, f->colors.muted, ANCHOR_LEFT};
    if (pen_width(s->cr, f->formula, pen) <= room - width)
        pen_write(s->cr, left + width, baseline, f->formula, pen);
}

static void
begin_page(struct sheet *s)
{
    pen_color(s->cr, s->figure->colors.page);
    cairo.paint(s->cr);
    draw_title(s);
}

/* The field with all that stands on it. @return false: no memory. */
static bool
draw_map(struct sheet *s, double image_scale)
{
    bool first = !s->memory->ready, block = s->figure->kind == FIGURE_BLOCK;
    bool ready = block ? block_prepare(s, image_scale) : field_prepare(s, image_scale);
    if (!ready || !room_init(&s->room, &s->field))
        return false;
    tracks_take_room(s);
    if (first)
        labels_place(s);
    else
        labels_take_room(s);
    if (block) {
        block_draw(s);
        block_axes(s);
    } else {
        field_draw_figure(s);
        axes_draw(s);
    }
    tracks_draw(s);
    bar_draw(s);
    free(s->room.taken);
    return true;
}

/* What stands in the places of the layout. @return false: no memory. */
static bool
draw_parts(struct sheet *s, double image_scale)
{
    const struct figure *f = s->figure;
    bool drawn = true;
    if (f->kind == FIGURE_PLOTS)
        plots_draw(s);
    else
        drawn = draw_map(s, image_scale);
    legend_draw(s);
    if (f->has_chart && s->chart.w > 0)
        plot_draw(s, &f->chart, s->chart);
    return drawn;
}

/* Close @surface and see whether all went well. */
static enum rv_status
finish(cairo_surface_t *surface, enum figure_format format, struct figure_bytes *out,
       struct rv_error *error)
{
    cairo_status_t status = cairo.surface_status(surface);
    if (status == CAIRO_STATUS_SUCCESS && format == FIGURE_PNG)
        status = cairo.surface_write_to_png_stream(surface, take, out);
    cairo.surface_finish(surface);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo.surface_status(surface);
    cairo.surface_destroy(surface);
    if (status == CAIRO_STATUS_SUCCESS)
        return RV_OK;
    free(out->data);
    *out = (struct figure_bytes){0};
    return rv_fail(error, status == CAIRO_STATUS_NO_MEMORY ? RV_E_MEMORY : RV_E_IO,
                   "the picture cannot be drawn: %s", cairo.status_to_string(status));
}

/* @out holds nothing but a whole picture. */
static enum rv_status
give_up(cairo_surface_t *surface, struct figure_bytes *out, struct rv_error *error)
{
    cairo.surface_destroy(surface); /* may still write */
    free(out->data);
    *out = (struct figure_bytes){0};
    return rv_fail(error, RV_E_MEMORY, "there is no memory for the picture");
}

/* One figure or two on a page. */
static enum rv_status
draw_page(const struct figure *const figure[], struct figure_memory *const memory[],
          size_t n, enum figure_format format, int width, int height,
          struct figure_bytes *out, struct rv_error *error)
{
    *out = (struct figure_bytes){0};
    if (load_cairo(error) != RV_OK)
        return RV_E_IO;
    cairo_surface_t *surface = create_surface(format, width, height, out);
    cairo_t *cr = cairo.create(surface);
    double scale = fmax(SCALE_LEAST, sqrt((double)width * height / PAGE_AREA));
    bool drawn = true;
    cairo.scale(cr, scale, scale);
    set_fonts(cr);
    if (figure[0]->words)
        pen_list(cr, figure[0]->words);
    for (size_t i = 0; i < n && drawn; i++) {
        struct sheet sheet = {.cr = cr, .figure = figure[i], .memory = memory[i]};
        sheet.w = width / scale;
        sheet.h = height / scale;
        if (i == 0)
            begin_page(&sheet);
        if (n > 1)
            figure_layout_pair(&sheet, i > 0);
        else
            figure_layout(&sheet);
        drawn = draw_parts(&sheet, format == FIGURE_PNG ? scale : 0);
    }
    drawn = drawn && cairo.status(cr) == CAIRO_STATUS_SUCCESS;
    cairo.destroy(cr);
    return drawn ? finish(surface, format, out, error) : give_up(surface, out, error);
}

enum rv_status
figure_draw(const struct figure *figure, struct figure_memory *memory,
            enum figure_format format, int width, int height, struct figure_bytes *out,
            struct rv_error *error)
{
    return draw_page(&figure, &memory, 1, format, width, height, out, error);
}

enum rv_status
figure_draw_pair(const struct figure *const figure[2],
                 struct figure_memory *const memory[2], enum figure_format format,
                 int width, int height, struct figure_bytes *out, struct rv_error *error)
{
    return draw_page(figure, memory, 2, format, width, height, out, error);
}

enum rv_status
figure_draw_canvas(const struct canvas *canvas, uint32_t page, uint32_t ink,
                   enum figure_format format, int width, int height,
                   struct figure_bytes *out, struct rv_error *error)
{
    *out = (struct figure_bytes){0};
    if (load_cairo(error) != RV_OK)
        return RV_E_IO;
    cairo_surface_t *surface = create_surface(format, width, height, out);
    cairo_t *cr = cairo.create(surface);
    set_fonts(cr);
    canvas_paint(cr, canvas, page, ink, width, height);
    bool drawn = cairo.status(cr) == CAIRO_STATUS_SUCCESS;
    cairo.destroy(cr);
    return drawn ? finish(surface, format, out, error) : give_up(surface, out, error);
}
