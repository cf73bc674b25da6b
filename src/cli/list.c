/*
 * `ravine list`: the catalogue. Every list is a table: columns parted by two blanks or
 * more, the first word of a line is what a user types; an ID prints one entry in full.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ravine/data.h>
#include <ravine/document.h>
#include <ravine/objective.h>

#include "cli/list.h"
#include "cli/options.h"
#include "cli/output.h"
#include "scene/scene.h"
#include "scene/settings.h"

static const struct topic {
    const char *name, *title;
    size_t (*count)(void);
    const char *(*id)(size_t i);
    void (*row)(size_t i);    /* what stands behind the id in the table */
    void (*detail)(size_t i); /* NULL: the table says all */
} topics[] = {
    {"optimizers", "Optimizers", rv_optimizer_count,  list_optimizer_id,
     list_optimizer_row,                                                                     list_optimizer_detail},
    {"surfaces",   "Surfaces",   rv_surface_count,    list_surface_id,    list_surface_row,
     list_surface_detail                                                                                          },
    {"schedules",  "Schedules",  rv_schedule_count,   list_schedule_id,   list_schedule_row,
     list_schedule_detail                                                                                         },
    {"data",       "Data sets",  rv_data_count,       list_data_id,       list_data_row,     list_data_detail     },
    {"scenes",     "Scenes",     scene_bundled_count, scene_bundled_name, list_scene_row,
     list_scene_detail                                                                                            },
    {"keys",       "Keys",       list_key_count,      list_key_id,        list_key_row,      NULL                 },
    {"themes",     "Themes",     list_theme_count,    list_theme_id,      list_theme_row,    NULL                 },
};
enum { N_TOPICS = sizeof topics / sizeof *topics, IDS_MAX = 256 };

static void
print_topic(const struct topic *topic, const char *indent)
{
    size_t n = topic->count(), width = 0;
    for (size_t i = 0; i < n; i++) {
        size_t length = list_columns(topic->id(i));
        width = length > width ? length : width;
    }
    for (size_t i = 0; i < n; i++) {
        const char *id = topic->id(i);
        printf("%s%s%*s", indent, id, (int)(width - list_columns(id)) + 2, "");
        topic->row(i);
        putchar('\n');
    }
}

static int
print_entry(struct options *options, const struct topic *topic, const char *id)
{
    const char *words[IDS_MAX];
    struct rv_error error;
    size_t n = topic->count();
    for (size_t i = 0; i < n && i < IDS_MAX; i++) {
        words[i] = topic->id(i);
        if (strcmp(id, words[i]) != 0)
            continue;
        if (topic->detail) {
            topic->detail(i);
        } else {
            printf("%s  ", id);
            topic->row(i);
            putchar('\n');
        }
        return EXIT_FINE;
    }
    settings_unknown("id", id, "", words, n, &error);
    usage_fault(options, "list %s: %s", topic->name, error.text);
    return EXIT_USAGE;
}

/* What is none of the built-in sets may be a file. */
static int
print_data_file(struct options *options, const char *name)
{
    struct rv_error error;
    enum rv_status status = list_data_file(name, &error);
    if (status == RV_OK)
        return EXIT_FINE;
    usage_fault(options, "list data: %s", error.text);
    return status == RV_E_MEMORY ? EXIT_ENVIRONMENT : EXIT_USAGE;
}

static void
print_overview(void)
{
    for (size_t i = 0; i < N_TOPICS; i++) {
        printf("%s%s (ravine list %s%s)\n", i ? "\n" : "", topics[i].title,
               topics[i].name, topics[i].detail ? " [ID]" : "");
        print_topic(&topics[i], "  ");
    }
}

static const struct topic *
find_topic(struct options *options, const char *name)
{
    const char *words[N_TOPICS];
    struct rv_error error;
    for (size_t i = 0; i < N_TOPICS; i++) {
        words[i] = topics[i].name;
        if (strcmp(name, topics[i].name) == 0)
            return &topics[i];
    }
    settings_unknown("list", name, "", words, N_TOPICS, &error);
    usage_fault(options, "%s", error.text);
    return NULL;
}

int
run_list(struct options *options)
{
    size_t i = 0;
    const struct given *name = options_next(options, OPTION_WORD, &i),
                       *id = options_next(options, OPTION_WORD, &i),
                       *more = options_next(options, OPTION_WORD, &i);
    if (more) {
        usage_fault(options, "list takes one topic and one ID; '%.60s' is too many",
                    more->value);
        return EXIT_USAGE;
    }
    if (!name) {
        print_overview();
        return EXIT_FINE;
    }
    const struct topic *topic = find_topic(options, name->value);
    if (!topic)
        return EXIT_USAGE;
    if (id && topic->id == list_data_id && rv_data_is_file(id->value))
        return print_data_file(options, id->value);
    if (id)
        return print_entry(options, topic, id->value);
    print_topic(topic, "");
    return EXIT_FINE;
}
