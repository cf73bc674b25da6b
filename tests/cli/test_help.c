/* Help, lists, man page and completions say what there is. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ravine/ravine.h>

#include "../close.h"
#include "cli/options.h"
#include "run.h"
#include "scene/scene.h"

static const char *const option_names[] = {
#define X(id, name, ...) name,
    OPTION_LIST(X)
#undef X
};
static const char *const command_names[] = {
#define X(id, function, ...) #function,
    COMMAND_LIST(X)
#undef X
};
enum { N_COMMANDS = sizeof command_names / sizeof *command_names };

static char *
read_file(const char *name)
{
    char path[1024], *text;
    size_t n;
    snprintf(path, sizeof path, "%s/%s", CLI_DIR, name);
    FILE *in = fopen(path, "rb"), *out = open_memstream(&text, &n);
    assert_non_null(in);
    for (int c; (c = getc(in)) != EOF;)
        if (c != '\\') /* roff writes \- for a hyphen */
            putc(c, out);
    fclose(in);
    fclose(out);
    return text;
}

/* @word in @text, not as a part of a longer one. */
static bool
has_word(const char *text, const char *word)
{
    size_t n = strlen(word);
    for (const char *at = text; (at = strstr(at, word)); at++) {
        bool begins = at == text || (!isalnum((unsigned char)at[-1]) && at[-1] != '_');
        bool ends = !isalnum((unsigned char)at[n]) && at[n] != '-';
        if (begins && ends)
            return true;
    }
    return false;
}

static void
check_document(const char *name, const char *before_option)
{
    char *text = read_file(name), word[64];
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        snprintf(word, sizeof word, "%s%s", before_option, option_names[i]);
        if (!has_word(text, word))
            fail_msg("%s lacks %s", name, word);
    }
    for (size_t i = COMMAND_SCREEN + 1; i < N_COMMANDS; i++)
        if (!has_word(text, command_names[i]))
            fail_msg("%s lacks %s", name, command_names[i]);
    free(text);
}

/* Each option that @name speaks of exists. */
static void
check_no_others(const char *name)
{
    char *text = read_file(name);
    for (char *at = text; (at = strstr(at, "--"));) {
        size_t n = strspn(at += 2, "abcdefghijklmnopqrstuvwxyz-");
        bool known = n == 0;
        for (size_t i = 0; i < OPTION_COUNT && !known; i++)
            known = strlen(option_names[i]) == n && !strncmp(at, option_names[i], n);
        if (!known)
            fail_msg("%s speaks of --%.*s", name, (int)n, at);
    }
    free(text);
}

static void
documents(void **state)
{
    (void)state;
    check_document("ravine.1", "--");
    check_document("completions/ravine.bash", "--");
    check_document("completions/_ravine", "--");
    check_document("completions/ravine.fish", "-l ");
    check_no_others("ravine.1");
    check_no_others("completions/_ravine");
    char *man = read_file("ravine.1");
    assert_non_null(strstr(man, "ravine " RAVINE_VERSION));
    free(man);
}

static void
help(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_COMMANDS; i++) {
        char arguments[64];
        const char *command = i ? command_names[i] : "";
        snprintf(arguments, sizeof arguments, "%s --help", command);
        struct answer answer = run(arguments);
        assert_int_equal(answer.status, 0);
        assert_string_equal(answer.err, "");
        assert_int_equal(strncmp(answer.out, "Usage: ravine", 13), 0);
        assert_true(has_word(answer.out, "--help") && has_word(answer.out, "--version"));
        assert_true(has_word(answer.out, "--racer") == ((IN_RACE >> i & 1) == 1));
        answer_finish(&answer);
    }
    struct answer answer = run("trace --version");
    assert_string_equal(answer.out, "ravine " RAVINE_VERSION "\n");
    answer_finish(&answer);
}

/* The first word of each line is what a user types. */
static void
expect_ids(const char *topic, size_t n, const char *first)
{
    char arguments[64];
    snprintf(arguments, sizeof arguments, "list %s", topic);
    struct answer answer = run(arguments);
    assert_int_equal(answer.status, 0);
    assert_int_equal(count_lines(answer.out), n);
    assert_int_equal(strncmp(answer.out, first, strlen(first)), 0);
    answer_finish(&answer);
}

static void
lists(void **state)
{
    (void)state;
    expect_ids("optimizers", rv_optimizer_count(), rv_optimizer_at(0)->id);
    expect_ids("surfaces", rv_surface_count(), rv_surface_at(0)->id);
    expect_ids("schedules", rv_schedule_count(), "none ");
    expect_ids("data", rv_data_count(), rv_data_at(0)->name);
    expect_ids("scenes", scene_bundled_count(), "race ");
    struct answer answer = run("list keys");
    assert_true(count_lines(answer.out) > 10);
    assert_non_null(strstr(answer.out, "play, pause"));
    answer_finish(&answer);
}

/* Every entry in full names its settings with their defaults. */
static void
details(void **state)
{
    (void)state;
    for (size_t i = 0; i < rv_optimizer_count(); i++) {
        const struct rv_optimizer *rule = rv_optimizer_at(i);
        char arguments[64];
        snprintf(arguments, sizeof arguments, "list optimizers %s", rule->id);
        struct answer answer = run(arguments);
        for (size_t k = 0; k < rule->n_params; k++) {
            char value[RV_VALUE_TEXT_MAX], setting[96];
            rv_param_format(&rule->params[k], rule->params[k].standard, value);
            snprintf(setting, sizeof setting, "  %s=%s ", rule->params[k].key, value);
            assert_non_null(strstr(answer.out, setting));
            assert_non_null(strstr(answer.out, rule->params[k].help));
        }
        assert_non_null(strstr(answer.out, "batch=0"));
        answer_finish(&answer);
    }
    for (size_t i = 0; i < rv_schedule_count(); i++) {
        const struct rv_schedule *schedule = rv_schedule_at(i);
        char arguments[64];
        snprintf(arguments, sizeof arguments, "list schedules %s", schedule->id);
        struct answer answer = run(arguments);
        assert_int_equal(answer.status, 0);
        assert_true((strstr(answer.out, "█") != NULL) == (schedule->span > 0));
        assert_non_null(strstr(answer.out, schedule->formula));
        answer_finish(&answer);
    }
    expect("list surfaces quadratic", 0, NULL);
    expect("list data oring", 0, NULL);
    struct answer answer = run("list scenes race");
    assert_non_null(strstr(answer.out, "surface: rosenbrock\n"));
    answer_finish(&answer);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(documents),
        cmocka_unit_test(help),
        cmocka_unit_test(lists),
        cmocka_unit_test(details),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
