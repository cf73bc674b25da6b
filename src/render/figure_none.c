/* What is there of figures where the program was built without cairo. */
#include "figure.h"

bool
figure_available(void)
{
    return false;
}

void
figure_memory_finish(struct figure_memory *memory)
{
    *memory = (struct figure_memory){0};
}

static enum rv_status
refuse(struct figure_bytes *out, struct rv_error *error)
{
    *out = (struct figure_bytes){0};
    return rv_fail(
        error, RV_E_IO,
        "this ravine was built without cairo: no .svg, .pdf and .png (.txt and "
        ".ans it can)");
}

enum rv_status
figure_draw(const struct figure *figure, struct figure_memory *memory,
            enum figure_format format, int width, int height, struct figure_bytes *out,
            struct rv_error *error)
{
    (void)figure, (void)memory, (void)format, (void)width, (void)height;
    return refuse(out, error);
}

enum rv_status
figure_draw_pair(const struct figure *const figure[2],
                 struct figure_memory *const memory[2], enum figure_format format,
                 int width, int height, struct figure_bytes *out, struct rv_error *error)
{
    (void)figure, (void)memory, (void)format, (void)width, (void)height;
    return refuse(out, error);
}

enum rv_status
figure_draw_canvas(const struct canvas *canvas, uint32_t page, uint32_t ink,
                   enum figure_format format, int width, int height,
                   struct figure_bytes *out, struct rv_error *error)
{
    (void)canvas, (void)page, (void)ink, (void)format, (void)width, (void)height;
    return refuse(out, error);
}
