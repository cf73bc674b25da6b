/* The fake app on the real terminal layer: fake_main [COLOR [GLYPHS [autoplay]]]. */
#include "tui/tui.h"

#include <stdio.h>

int
main(int argc, char **argv)
{
    struct tui_options options = {
        .color = argc > 1 ? argv[1] : "auto",
        .glyphs = argc > 2 ? argv[2] : "auto",
        .mouse = true,
    };
    struct app_options app_options = {.autoplay = argc > 3};
    struct rv_error error;
    enum rv_status status = tui_run(&options, &app_options, &error);
    if (status == RV_OK)
        return 0;
    fprintf(stderr, "fake: %s\n", error.text);
    return status == RV_E_IO ? 3 : 2;
}
