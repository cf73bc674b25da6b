/**
 * @file figure_cairo.h
 * Cairo, loaded when the first picture is drawn: it brings twenty libraries, and with
 * them a start of the screen, which draws none, took 3.5 ms and 2.5 MiB more.
 */
#ifndef RENDER_FIGURE_CAIRO_H
#define RENDER_FIGURE_CAIRO_H

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <cairo.h>
#include <ravine/status.h>

/* The functions in use; cairo_arc() is called as cairo.arc(). */
#define CAIRO_FUNCTIONS(X)           \
    X(arc)                           \
    X(clip)                          \
    X(close_path)                    \
    X(create)                        \
    X(destroy)                       \
    X(fill)                          \
    X(font_options_create)           \
    X(font_options_destroy)          \
    X(font_options_set_antialias)    \
    X(font_options_set_hint_metrics) \
    X(font_options_set_hint_style)   \
    X(get_source)                    \
    X(get_user_data)                 \
    X(image_surface_create)          \
    X(image_surface_create_for_data) \
    X(line_to)                       \
    X(move_to)                       \
    X(new_path)                      \
    X(new_sub_path)                  \
    X(paint)                         \
    X(pattern_add_color_stop_rgb)    \
    X(pattern_create_linear)         \
    X(pattern_destroy)               \
    X(pattern_set_extend)            \
    X(pdf_surface_create_for_stream) \
    X(pdf_surface_set_metadata)      \
    X(rectangle)                     \
    X(rel_line_to)                   \
    X(restore)                       \
    X(rotate)                        \
    X(save)                          \
    X(scale)                         \
    X(select_font_face)              \
    X(set_dash)                      \
    X(set_fill_rule)                 \
    X(set_font_options)              \
    X(set_font_size)                 \
    X(set_line_cap)                  \
    X(set_line_join)                 \
    X(set_line_width)                \
    X(set_source)                    \
    X(set_source_rgba)               \
    X(set_source_surface)            \
    X(set_user_data)                 \
    X(show_text)                     \
    X(status)                        \
    X(status_to_string)              \
    X(stroke)                        \
    X(stroke_preserve)               \
    X(surface_destroy)               \
    X(surface_finish)                \
    X(surface_status)                \
    X(surface_write_to_png_stream)   \
    X(svg_surface_create_for_stream) \
    X(text_extents)                  \
    X(text_path)                     \
    X(translate)                     \
    X(user_to_device)

struct cairo_functions {
#define X(name) __typeof__(cairo_##name) *name;
    CAIRO_FUNCTIONS(X)
#undef X
};
/** Those of the library, once load_cairo() has found it. */
extern struct cairo_functions cairo;

/** @return RV_OK; RV_E_IO: the library, or a function in it, is not there. */
enum rv_status load_cairo(struct rv_error *error);

#endif
