/* `ravine`: the screen. The first scene takes the changes of the line, the others of a
 * playlist open as their files say. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/base.h"
#include "scene/settings.h"
#include "tui/tui.h"

enum { WORDS_MAX = 256 };

struct playlist {
    char **names;
    size_t n;
};

static void
free_playlist(struct playlist *list)
{
    for (size_t i = 0; i < list->n; i++)
        free(list->names[i]);
    free(list->names);
}

static bool
append(struct playlist *list, char **names, size_t n)
{
    char **grown = realloc(list->names, (list->n + n) * sizeof *grown);
    if (!grown)
        return false;
    memcpy(grown + list->n, names, n * sizeof *names);
    list->names = grown;
    list->n += n;
    return true;
}

/* Words that are no file: a scene's name, or a subcommand that was misspelt. */
static bool
is_misspelt_subcommand(struct options *options, const char *word)
{
    const char *words[WORDS_MAX];
    size_t n = 0;
    for (size_t i = COMMAND_SCREEN + 1; i < COMMAND_COUNT; i++)
        words[n++] = commands[i].name;
    for (size_t i = 0; i < scene_bundled_count() && n < WORDS_MAX; i++)
        words[n++] = scene_bundled_name(i);
    const char *near = rv_nearest_word(word, words, n);
    for (size_t i = 0; near && i < COMMAND_COUNT - 1 && access(word, F_OK) != 0; i++)
        if (near == words[i]) {
            usage_fault(options, "unknown subcommand '%.60s' (did you mean '%s'?)", word,
                        near);
            return true;
        }
    return false;
}

static void
add_scenes(struct options *options, struct playlist *list, const char *word)
{
    struct rv_error error;
    char **names;
    size_t n;
    if (scene_expand(word, &names, &n, &error) != RV_OK) {
        usage_fault(options, "%s", error.text);
        return;
    }
    if (!append(list, names, n)) {
        for (size_t i = 0; i < n; i++)
            free(names[i]);
        usage_fault(options, "out of memory");
    }
    free(names);
}

/* Without a word the playlist is every bundled scene, the default race first, the others
 * in the order of the lessons. */
static void
fill_playlist(struct options *options, struct playlist *list)
{
    size_t i = 0;
    const struct given *word;
    while ((word = options_next(options, OPTION_WORD, &i)))
        if (!is_misspelt_subcommand(options, word->value))
            add_scenes(options, list, word->value);
    if (options_has(options, OPTION_WORD))
        return;
    add_scenes(options, list, SCENE_DEFAULT);
    for (i = 0; i < scene_bundled_count(); i++)
        if (strcmp(scene_bundled_name(i), SCENE_DEFAULT) != 0)
            add_scenes(options, list, scene_bundled_name(i));
}

/* A playlist with a broken scene is told before the screen opens, not in the lesson. */
static struct scene *
load_playlist(struct options *options, const struct playlist *list)
{
    struct scene *first = NULL;
    for (size_t i = 0; i < list->n; i++) {
        struct scene *scene = base_load(options, list->names[i]);
        if (i == 0)
            first = scene;
        else
            scene_destroy(scene);
        if (!options_has(options, OPTION_WORD))
            break; /* the bundled ones are checked by the tests */
    }
    if (first)
        base_change(options, first);
    return first;
}

static void
read_screen_options(struct options *options, struct app_options *app,
                    struct tui_options *tui)
{
    struct rv_error error;
    uint64_t number = 0;
    const char *text = options_value(options, OPTION_STEP);
    if (text && settings_integer(text, "step", 0, RV_STEPS_MAX, &number, &error))
        options_fault(options, OPTION_STEP, text, 1, error.text);
    app->open_at = (int64_t)number;
    text = options_value(options, OPTION_FPS);
    number = 0;
    if (text && settings_integer(text, "fps", 1, 240, &number, &error))
        options_fault(options, OPTION_FPS, text, 1, error.text);
    app->fps = tui->fps = (double)number;
    app->autoplay = options_has(options, OPTION_AUTOPLAY);
    app->quit_at_end = options_has(options, OPTION_QUIT);
    tui->mouse = !options_has(options, OPTION_NO_MOUSE);
    text = options_value(options, OPTION_COLOR);
    tui->color = text ? text : "auto";
    text = options_value(options, OPTION_GLYPHS);
    tui->glyphs = text ? text : "auto";
    text = options_value(options, OPTION_THEME);
    tui->theme = text ? text : "auto";
}

static int
environment_fault(const struct rv_error *error)
{
    fprintf(stderr, "ravine: %s\n", error->text);
    return EXIT_ENVIRONMENT;
}

int
run_screen(struct options *options)
{
    struct app_options app = {0};
    struct tui_options tui = {0};
    struct playlist list = {0};
    struct rv_error error;
    int status = EXIT_USAGE;
    fill_playlist(options, &list);
    read_screen_options(options, &app, &tui);
    app.first = load_playlist(options, &list);
    app.scenes = list.names;
    app.n_scenes = list.n;
    if (options->faults || !app.first) {
        scene_destroy(app.first);
    } else if (tui_run(&tui, &app, &error) != RV_OK) {
        status = environment_fault(&error);
    } else {
        status = EXIT_FINE;
    }
    free_playlist(&list);
    return status;
}
