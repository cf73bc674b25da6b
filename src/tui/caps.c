/*
 * The ladder: what a terminal can show, from the locale, its description and the
 * environment. Nothing here refuses to start over a locale: what cannot be shown steps
 * down a rung.
 */
#include "tui/caps.h"
#include "tui/tmux.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

#define NCURSES_NOMACROS
#include <curses.h>
#include <term.h>

static const char *
env(const char *name)
{
    const char *value = getenv(name);
    return value ? value : "";
}

static bool
begins(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

const char *
caps_term(void)
{
    return env("TERM");
}

enum terminal_family
caps_family(const char *term)
{
    static const struct {
        const char *prefix;
        enum terminal_family family;
    } families[] = {
        {"xterm",     FAMILY_XTERM},
        {"tmux",      FAMILY_TMUX },
        {"screen",    FAMILY_TMUX },
        {"alacritty", FAMILY_XTERM},
        {"contour",   FAMILY_XTERM},
        {"foot",      FAMILY_XTERM},
        {"ghostty",   FAMILY_XTERM},
        {"gnome",     FAMILY_XTERM},
        {"iterm",     FAMILY_XTERM},
        {"kitty",     FAMILY_XTERM},
        {"konsole",   FAMILY_XTERM},
        {"mintty",    FAMILY_XTERM},
        {"putty",     FAMILY_XTERM},
        {"rio",       FAMILY_XTERM},
        {"rxvt",      FAMILY_XTERM},
        {"st-",       FAMILY_XTERM},
        {"stterm",    FAMILY_XTERM},
        {"vte",       FAMILY_XTERM},
        {"wezterm",   FAMILY_XTERM},
        {"linux",     FAMILY_LINUX},
        {"vt",        FAMILY_VT   },
    };
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        if (begins(term, families[i].prefix))
            return families[i].family;
    return strcmp(term, "st") == 0 ? FAMILY_XTERM : FAMILY_OTHER;
}

const char *
caps_stand_in(enum terminal_family family)
{
    return family == FAMILY_XTERM  ? "xterm-256color"
           : family == FAMILY_TMUX ? "screen-256color"
                                   : NULL;
}

struct terminal_facts
caps_facts_of_open(void)
{
    const char *cup = tigetstr("cup");
    int colors = tigetnum("colors");
    return (struct terminal_facts){
        .known = true,
        .moves = cup && cup != (char *)-1,
        .direct = tigetflag("RGB") > 0 || tigetnum("RGB") == 8,
        .colors = colors > 0 ? colors : 0,
    };
}

struct terminal_facts
caps_facts(const char *term)
{
    int found;
    if (setupterm(term, STDOUT_FILENO, &found) != OK)
        return (struct terminal_facts){0};
    struct terminal_facts facts = caps_facts_of_open();
    del_curterm(cur_term);
    return facts;
}

static bool
has_stand_in(enum terminal_family family)
{
    const char *name = caps_stand_in(family);
    return name && caps_facts(name).known;
}

#define WITHOUT "`ravine trace` prints trajectories without one"

enum rv_status
tui_check(struct rv_error *error)
{
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return rv_fail(error, RV_E_IO, "standard %s is not a terminal (" WITHOUT ")",
                       isatty(STDIN_FILENO) ? "output" : "input");
    const char *term = caps_term();
    if (!*term)
        return rv_fail(error, RV_E_IO, "no terminal: TERM is not set (" WITHOUT ")");
    struct terminal_facts facts = caps_facts(term);
    if (facts.known && facts.moves && strcmp(term, "dumb") != 0)
        return RV_OK;
    if (!facts.known && has_stand_in(caps_family(term)))
        return RV_OK;
    if (!facts.known)
        return rv_fail(error, RV_E_IO,
                       "no description of the terminal TERM=%.40s (install ncurses-term, "
                       "or try TERM=xterm-256color; " WITHOUT ")",
                       term);
    return rv_fail(
        error, RV_E_IO,
        "no terminal to draw on: TERM=%.40s cannot place its cursor (" WITHOUT ")", term);
}

/* LC_CTYPE alone: LC_ALL would turn decimal points into commas. */
static bool
locale_is_utf8(void)
{
    bool known = setlocale(LC_CTYPE, "") != NULL;
    if (known && strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
        return true;
    const char *asked = *env("LC_ALL")     ? env("LC_ALL")
                        : *env("LC_CTYPE") ? env("LC_CTYPE")
                                           : env("LANG");
    bool wants_utf8 = strcasestr(asked, "utf-8") || strcasestr(asked, "utf8");
    /* Nothing said, or a UTF-8 locale that is not installed here (common over SSH). An
     * explicit C means what it says. */
    if (*asked && (known || !wants_utf8))
        return false;
    if (setlocale(LC_CTYPE, "C.UTF-8") || setlocale(LC_CTYPE, "en_US.UTF-8"))
        return true;
    setlocale(LC_CTYPE, "C");
    return false;
}

static bool
shapes_fit(void)
{
    for (const wchar_t *shape = L"●■▲◆▼✚○□△◇▽✕★☆▶◀█▀⣿"; *shape; shape++)
        if (wcwidth(*shape) != 1)
            return false;
    return true;
}

/* GNU screen before 5 garbles 24-bit colours and inherits COLORTERM; tmux does not. */
static bool
says_truecolor(enum terminal_family family, const char *term)
{
    const char *colorterm = env("COLORTERM");
    if (strcmp(colorterm, "truecolor") != 0 && strcmp(colorterm, "24bit") != 0)
        return false;
    if (family == FAMILY_TMUX && *env("TMUX"))
        return tmux_colors() != TMUX_PALETTE;
    return family == FAMILY_XTERM || (family == FAMILY_TMUX && !begins(term, "screen"));
}

static enum color_rung
rung_of_facts(struct terminal_facts facts, enum terminal_family family)
{
    if (facts.direct)
        return RUNG_RGB;
    if (facts.colors >= 256)
        return RUNG_256;
    if (facts.colors >= 16 || (facts.colors >= 8 && family == FAMILY_LINUX))
        return RUNG_16;
    return facts.colors >= 8 ? RUNG_8 : RUNG_MONO;
}

/* The most this terminal can be told to show: a rung asked for goes up to here. Those of
 * the xterm kind read colours of 24 bits and show what they can, whatever their
 * description says. */
static enum color_rung
best_rung(struct terminal_facts facts, enum terminal_family family)
{
    bool modern = family == FAMILY_XTERM || family == FAMILY_TMUX;
    return modern ? RUNG_RGB : rung_of_facts(facts, family);
}

static enum color_rung
auto_rung(const char *term)
{
    enum terminal_family family = caps_family(term);
    struct terminal_facts facts = caps_facts(term);
    if (*env("NO_COLOR"))
        return RUNG_MONO;
    if (says_truecolor(family, term))
        return best_rung(facts, family);
    if (!facts.known && caps_stand_in(family))
        return RUNG_256;
    return rung_of_facts(facts, family);
}

static int
choice(const char *value, const char *const *words)
{
    for (int i = 0; words[i]; i++)
        if (strcmp(value, words[i]) == 0)
            return i;
    return -1;
}

static enum rv_status
choose_rung(const char *asked, struct caps *caps, struct rv_error *error)
{
    static const char *const words[] = {"rgb", "256", "16", "8", "none", NULL};
    const char *term = caps_term();
    enum color_rung best = best_rung(caps_facts(term), caps_family(term));
    caps->best_rung = best;
    if (!asked || strcmp(asked, "auto") == 0) {
        caps->rung = auto_rung(term);
        return RV_OK;
    }
    int wanted = choice(asked, words);
    if (wanted < 0)
        return rv_fail(error, RV_E_UNKNOWN,
                       "no colours '%.40s' (auto, rgb, 256, 16, 8 or none)", asked);
    caps->rung = (enum color_rung)wanted < best ? best : (enum color_rung)wanted;
    return RV_OK;
}

static enum rv_status
choose_glyphs(const char *asked, struct caps *caps, struct rv_error *error)
{
    static const char *const words[] = {"braille", "half", "ascii", NULL};
    enum terminal_family family = caps_family(caps_term());
    int wanted = family == FAMILY_VT      ? DOTS_ASCII
                 : family == FAMILY_LINUX ? DOTS_HALF
                                          : DOTS_BRAILLE;
    if (asked && strcmp(asked, "auto") != 0)
        wanted = choice(asked, words);
    if (wanted < 0)
        return rv_fail(error, RV_E_UNKNOWN,
                       "no glyphs '%.40s' (auto, braille, half or ascii)", asked);
    caps->glyphs = caps->utf8 ? (enum dot_glyphs)wanted : DOTS_ASCII;
    caps->shapes = caps->utf8 && shapes_fit() && family != FAMILY_LINUX &&
                   family != FAMILY_VT && caps->glyphs != DOTS_ASCII;
    return RV_OK;
}

/* COLORFGBG is "15;0" or "15;default;0": its last number is the background. */
static enum theme_kind
theme_of_environment(void)
{
    const char *last = strrchr(env("COLORFGBG"), ';');
    if (!last || last[1] < '0' || last[1] > '9')
        return THEME_DARK;
    int background = atoi(last + 1);
    return background == 7 || background > 8 ? THEME_LIGHT : THEME_DARK;
}

static enum rv_status
choose_theme(const char *asked, struct caps *caps, struct rv_error *error)
{
    static const char *const words[] = {"dark", "light", NULL};
    caps->theme = caps->own_theme = theme_of_environment();
    if (!asked || strcmp(asked, "auto") == 0)
        return RV_OK;
    int wanted = choice(asked, words);
    if (wanted < 0)
        return rv_fail(error, RV_E_UNKNOWN, "no theme '%.40s' (auto, dark or light)",
                       asked);
    caps->theme = wanted == 0 ? THEME_DARK : THEME_LIGHT;
    caps->theme_chosen = true;
    return RV_OK;
}

enum rv_status
tui_caps(const struct tui_options *options, struct caps *caps, struct rv_error *error)
{
    *caps = (struct caps){.utf8 = locale_is_utf8()};
    enum rv_status status = choose_rung(options->color, caps, error);
    if (status == RV_OK)
        status = choose_glyphs(options->glyphs, caps, error);
    if (status == RV_OK)
        status = choose_theme(options->theme, caps, error);
    return status;
}
