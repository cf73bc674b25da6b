#include <ctype.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <ravine/param.h>

#include "cli/options.h"
#include "scene/text.h"

const struct command commands[COMMAND_COUNT] = {
#define X(id, function, usage, summary) {#function, usage, summary, run_##function},
    COMMAND_LIST(X)
#undef X
};

static const struct option_row {
    const char *name, *value, *choices;
    unsigned commands;
    const char *help;
} rows[OPTION_COUNT] = {
#define X(id, name, value, choices, commands, help) \
    {name, value, choices, commands, help},
    OPTION_LIST(X)
#undef X
};

enum { LONG_BASE = 256, CHOICES_MAX = 16 };

void
usage_fault(struct options *options, const char *format, ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    text_tame(text);
    fprintf(stderr, "ravine: %s\n", text);
    options->faults++;
}

void
options_fault(struct options *options, enum option_id id, const char *value, int column,
              const char *text)
{
    const char *dashes = id == OPTION_WORD ? "" : "--";
    const char *name = id == OPTION_WORD ? "" : rows[id].name;
    usage_fault(options, "%s%s%s'%.120s': column %d: %s", dashes, name, *name ? " " : "",
                value, column > 0 ? column : 1, text);
}

const struct given *
options_next(const struct options *options, enum option_id id, size_t *i)
{
    while (*i < options->n) {
        const struct given *given = &options->given[(*i)++];
        if (given->id == id)
            return given;
    }
    return NULL;
}

const char *
options_value(const struct options *options, enum option_id id)
{
    const char *value = NULL;
    for (size_t i = 0; i < options->n; i++)
        if (options->given[i].id == id)
            value = options->given[i].value;
    return value;
}

bool
options_has(const struct options *options, enum option_id id)
{
    size_t i = 0;
    return options_next(options, id, &i) != NULL;
}

/* A value of an option with fixed words. */
static void
check_choice(struct options *options, enum option_id id, const char *value)
{
    const char *words[CHOICES_MAX];
    char list[80], text[160], *rest = list;
    size_t n = 0;
    if (!*rows[id].choices)
        return;
    snprintf(list, sizeof list, "%s", rows[id].choices);
    for (char *word; n < CHOICES_MAX && (word = strsep(&rest, "|"));) {
        if (strcmp(word, value) == 0)
            return;
        words[n++] = word;
    }
    const char *near = rv_nearest_word(value, words, n);
    snprintf(text, sizeof text,
             near ? "unknown word (did you mean '%s'?)" : "unknown word (one of %s)",
             near ? near : rows[id].choices);
    options_fault(options, id, value, 1, text);
}

static void
add_given(struct options *options, enum option_id id, char *value)
{
    options->given[options->n++] = (struct given){id, value};
    if (id != OPTION_WORD && value)
        check_choice(options, id, value);
}

static void
unknown_option(struct options *options, const char *argument)
{
    const char *words[OPTION_COUNT];
    char name[64];
    for (size_t i = 0; i < OPTION_COUNT; i++)
        words[i] = rows[i].name;
    snprintf(name, sizeof name, "%s", argument + strspn(argument, "-"));
    name[strcspn(name, "=")] = '\0';
    const char *near = rv_nearest_word(name, words, OPTION_COUNT);
    if (near)
        usage_fault(options, "unknown option '%.60s' (did you mean '--%s'?)", argument,
                    near);
    else
        usage_fault(options, "unknown option '%.60s' (see ravine --help)", argument);
}

/* What getopt_long() did not like. */
static void
refuse(struct options *options, int answer, const char *argument)
{
    int id = optopt == 'o' ? OPTION_OUTPUT : optopt - LONG_BASE;
    if (id < 0 || id >= OPTION_COUNT)
        unknown_option(options, argument);
    else if (answer == ':')
        usage_fault(options, "--%s needs a value (%s)", rows[id].name, rows[id].value);
    else
        usage_fault(options, "--%s takes no value", rows[id].name);
}

/* "-1,2" is a point, not an option. */
static bool
is_negative_number(const char *argument)
{
    return argument[0] == '-' &&
           (isdigit((unsigned char)argument[1]) || argument[1] == '.');
}

static void
parse_line(struct options *options, int argc, char **argv)
{
    struct option longs[OPTION_COUNT + 1] = {{0}};
    for (int i = 0; i < OPTION_COUNT; i++)
        longs[i] =
            (struct option){rows[i].name, rows[i].value ? required_argument : no_argument,
                            NULL, LONG_BASE + i};
    opterr = 0;
    while (optind < argc) {
        char *argument = argv[optind];
        int answer = 1;
        if (is_negative_number(argument)) {
            add_given(options, OPTION_WORD, argument);
            optind++;
        } else if ((answer = getopt_long(argc, argv, "-:ho:", longs, NULL)) == -1) {
            break;
        } else if (answer == 1) {
            add_given(options, OPTION_WORD, optarg);
        } else if (answer == 'h') {
            add_given(options, OPTION_HELP, NULL);
        } else if (answer == 'o') {
            add_given(options, OPTION_OUTPUT, optarg);
        } else if (answer == ':' || answer == '?') {
            refuse(options, answer, argument);
        } else {
            add_given(options, (enum option_id)(answer - LONG_BASE), optarg);
        }
    }
    while (optind < argc)
        add_given(options, OPTION_WORD, argv[optind++]);
}

/* The first word that names a subcommand is taken out of the words. */
static void
find_command(struct options *options)
{
    size_t i = 0;
    const struct given *word = options_next(options, OPTION_WORD, &i);
    for (int c = COMMAND_SCREEN + 1; word && c < COMMAND_COUNT; c++)
        if (strcmp(word->value, commands[c].name) == 0) {
            options->command = (enum command_id)c;
            memmove(&options->given[i - 1], &options->given[i],
                    (options->n - i) * sizeof *options->given);
            options->n--;
            return;
        }
}

static void
check_place(struct options *options)
{
    const char *name = commands[options->command].name;
    for (size_t i = 0; i < options->n; i++) {
        enum option_id id = options->given[i].id;
        if (id != OPTION_WORD && !(rows[id].commands & 1u << options->command))
            usage_fault(options, "--%s is no option of '%s' (see ravine %s--help)",
                        rows[id].name, options->command ? name : "ravine",
                        options->command ? "SUBCOMMAND " : "");
    }
}

bool
options_parse(struct options *options, int argc, char **argv)
{
    *options = (struct options){.command = COMMAND_SCREEN};
    options->given = calloc((size_t)argc + 1, sizeof *options->given);
    if (!options->given)
        return false;
    parse_line(options, argc, argv);
    find_command(options);
    check_place(options);
    return true;
}

void
options_finish(struct options *options)
{
    free(options->given);
    *options = (struct options){0};
}

static void
print_options(enum command_id command, FILE *out)
{
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        char left[64];
        if (!(rows[i].commands & 1u << command))
            continue;
        snprintf(left, sizeof left, "--%s%s%s", rows[i].name, rows[i].value ? " " : "",
                 rows[i].value ? rows[i].value : "");
        fprintf(out, "  %-24s  %s\n", left, rows[i].help);
    }
}

void
options_help(enum command_id command, FILE *out)
{
    bool screen = command == COMMAND_SCREEN;
    fprintf(out, "Usage: ravine%s%s %s\n", screen ? "" : " ",
            screen ? "" : commands[command].name, commands[command].usage);
    for (size_t i = COMMAND_SCREEN + 1; screen && i < COMMAND_COUNT; i++)
        fprintf(out, "       ravine %s %s\n", commands[i].name, commands[i].usage);
    fprintf(out, "\n%c%s.\n", toupper((unsigned char)commands[command].summary[0]),
            commands[command].summary + 1);
    if (1u << command & IN_RACE)
        fputs("A SCENE is a file or a bundled scene's name (see ravine list scenes); "
              "without one\nit is the default race. A SPEC is "
              "id[:key=value[,key=value]...].\n",
              out);
    fputs("\nOptions:\n", out);
    print_options(command, out);
    if (!screen)
        return;
    fputs("\nSubcommands:\n", out);
    for (size_t i = COMMAND_SCREEN + 1; i < COMMAND_COUNT; i++)
        fprintf(out, "  %-24s  %s\n", commands[i].name, commands[i].summary);
}
