/* `ravine list`: scenes, keys and themes. */
#include <stdio.h>
#include <string.h>

#include "cli/list.h"
#include "scene/scene.h"
#include "ui/keymap.h"

enum { KEY_LINES_MAX = 128 };

void
list_scene_row(size_t i)
{
    struct faults faults = {0};
    struct scene *scene;
    size_t n;
    const char *text = scene_bundled_text(i, &n);
    if (scene_parse(&scene, scene_bundled_name(i), text, n, &faults) == RV_OK)
        printf("%s", scene->title);
    scene_destroy(scene);
    faults_finish(&faults);
}

void
list_scene_detail(size_t i)
{
    size_t n;
    const char *text = scene_bundled_text(i, &n);
    fwrite(text, 1, n, stdout);
}

size_t
list_key_count(void)
{
    struct key_line line;
    size_t n = 0;
    while (n < KEY_LINES_MAX && keymap_line(n, false, &line))
        n++;
    return n;
}

const char *
list_key_id(size_t i)
{
    static struct key_line lines[KEY_LINES_MAX];
    bool known = i < KEY_LINES_MAX && keymap_line(i, false, &lines[i]);
    return known ? lines[i].keys : "";
}

void
list_key_row(size_t i)
{
    struct key_line line;
    if (keymap_line(i, false, &line))
        printf("%s", line.text);
}

static const struct {
    const char *name, *text;
} themes[] = {
    {"auto",  "dark, or light where the terminal says so"},
    {"dark",  "light trails on a dark field"             },
    {"light", "dark trails on a light field"             },
};

size_t
list_theme_count(void)
{
    return sizeof themes / sizeof *themes;
}

const char *
list_theme_id(size_t i)
{
    return themes[i].name;
}

void
list_theme_row(size_t i)
{
    printf("%s", themes[i].text);
}
