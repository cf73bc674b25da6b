#include "keymap.h"

#include <stdio.h>
#include <string.h>

static const struct binding bindings[] = {
    {' ',                ACTION_PLAY          },
    {UI_KEY_LEFT,        ACTION_BACK          },
    {',',                ACTION_BACK          },
    {UI_KEY_RIGHT,       ACTION_STEP          },
    {'.',                ACTION_STEP          },
    {'<',                ACTION_TEN_BACK      },
    {UI_KEY_SHIFT_LEFT,  ACTION_TEN_BACK      },
    {'>',                ACTION_TEN           },
    {UI_KEY_SHIFT_RIGHT, ACTION_TEN           },
    {UI_KEY_HOME,        ACTION_FIRST         },
    {'0',                ACTION_FIRST         },
    {UI_KEY_END,         ACTION_FURTHEST      },
    {'$',                ACTION_FURTHEST      },
    {'[',                ACTION_SLOWER        },
    {']',                ACTION_FASTER        },
    {'(',                ACTION_EVENT_BACK    },
    {')',                ACTION_EVENT         },
    {':',                ACTION_GO_TO         },
    {'r',                ACTION_RESTART       },
    {UI_KEY_TAB,         ACTION_NEXT_RACER    },
    {UI_KEY_BACKTAB,     ACTION_PREVIOUS_RACER},
    {'1',                ACTION_CHOOSE        },
    {'2',                ACTION_CHOOSE        },
    {'3',                ACTION_CHOOSE        },
    {'4',                ACTION_CHOOSE        },
    {'5',                ACTION_CHOOSE        },
    {'6',                ACTION_CHOOSE        },
    {'7',                ACTION_CHOOSE        },
    {'8',                ACTION_CHOOSE        },
    {'9',                ACTION_CHOOSE        },
    {UI_KEY_UP,          ACTION_UP            },
    {'k',                ACTION_UP            },
    {UI_KEY_DOWN,        ACTION_DOWN          },
    {'j',                ACTION_DOWN          },
    {'+',                ACTION_FINE_UP       },
    {'=',                ACTION_FINE_UP       },
    {'-',                ACTION_FINE_DOWN     },
    {'}',                ACTION_COARSE_UP     },
    {'{',                ACTION_COARSE_DOWN   },
    {UI_KEY_ENTER,       ACTION_TYPE          },
    {'t',                ACTION_MODE          },
    {'u',                ACTION_UNDO          },
    {'U',                ACTION_REDO          },
    {'b',                ACTION_BRANCH        },
    {'n',                ACTION_NEXT_SCENE    },
    {UI_KEY_PAGE_DOWN,   ACTION_NEXT_SCENE    },
    {'p',                ACTION_PREVIOUS_SCENE},
    {UI_KEY_PAGE_UP,     ACTION_PREVIOUS_SCENE},
    {'a',                ACTION_ADD           },
    {'x',                ACTION_REMOVE        },
    {'o',                ACTION_SURFACE       },
    {'s',                ACTION_SAVE          },
    {'e',                ACTION_EXPORT        },
    {'R',                ACTION_RESET         },
    {'l',                ACTION_NOTES         },
    {'v',                ACTION_NEXT_VIEW     },
    {'w',                ACTION_SPLIT         },
    {'H',                ACTION_TURN_LEFT     },
    {'L',                ACTION_TURN_RIGHT    },
    {'J',                ACTION_TILT_DOWN     },
    {'K',                ACTION_TILT_UP       },
    {'V',                ACTION_VERTICAL      },
    {'i',                ACTION_AUTOPSY       },
    {';',                ACTION_STAGE_NEXT    },
    {'\'',               ACTION_STAGE_BACK    },
    {'D',                ACTION_LINE          },
    {'d',                ACTION_DATA          },
    {'B',                ACTION_BATCH         },
    {'g',                ACTION_ARROWS        },
    {'c',                ACTION_CHARTS        },
    {'A',                ACTION_CHART_ONE     },
    {'Y',                ACTION_CHART_LINEAR  },
    {'E',                ACTION_CHART_COSTS   },
    {'z',                ACTION_ZOOM_IN       },
    {'Z',                ACTION_ZOOM_OUT      },
    {'f',                ACTION_FIT           },
    {'P',                ACTION_LECTURE       },
    {'T',                ACTION_THEME         },
    {'M',                ACTION_COLOR_MAP     },
    {'C',                ACTION_COLORS        },
    {'G',                ACTION_GLYPHS        },
    {'q',                ACTION_QUIT          },
    {UI_KEY_ESCAPE,      ACTION_CLOSE         },
    {'?',                ACTION_HELP          },
};
enum { N_BINDINGS = sizeof bindings / sizeof *bindings };

struct named_key {
    uint32_t key;
    const char *utf8, *ascii;
};
static const struct named_key named_keys[] = {
    {' ',                "Space",     "Space"      },
    {'-',                "−",       "-"          },
    {'1',                "1…9",     "1-9"        },
    {UI_KEY_LEFT,        "←",       "Left"       },
    {UI_KEY_RIGHT,       "→",       "Right"      },
    {UI_KEY_UP,          "↑",       "Up"         },
    {UI_KEY_DOWN,        "↓",       "Down"       },
    {UI_KEY_SHIFT_LEFT,  "Shift-←", "Shift-Left" },
    {UI_KEY_SHIFT_RIGHT, "Shift-→", "Shift-Right"},
    {UI_KEY_HOME,        "Home",      "Home"       },
    {UI_KEY_END,         "End",       "End"        },
    {UI_KEY_PAGE_UP,     "PgUp",      "PgUp"       },
    {UI_KEY_PAGE_DOWN,   "PgDn",      "PgDn"       },
    {UI_KEY_TAB,         "Tab",       "Tab"        },
    {UI_KEY_BACKTAB,     "Shift-Tab", "Shift-Tab"  },
    {UI_KEY_ENTER,       "Enter",     "Enter"      },
    {UI_KEY_ESCAPE,      "Esc",       "Esc"        },
};
enum { N_NAMED = sizeof named_keys / sizeof *named_keys };

const struct binding *
keymap_bindings(size_t *n)
{
    *n = N_BINDINGS;
    return bindings;
}

enum action
keymap_find(uint32_t key)
{
    for (size_t i = 0; i < N_BINDINGS; i++)
        if (bindings[i].key == key)
            return bindings[i].action;
    return ACTION_COUNT;
}

char *
key_name(uint32_t key, bool ascii, char buffer[16])
{
    for (size_t i = 0; i < N_NAMED; i++) {
        if (named_keys[i].key != key)
            continue;
        const char *name = ascii ? named_keys[i].ascii : named_keys[i].utf8;
        snprintf(buffer, 16, "%s", name);
        return buffer;
    }
    snprintf(buffer, 16, "%c", key < 0x7f ? (char)key : '?');
    return buffer;
}

static void
append_key(char *keys, size_t size, enum action action, bool ascii)
{
    char name[16];
    size_t length = strlen(keys);
    for (size_t i = 0; i < N_BINDINGS; i++) {
        if (bindings[i].action != action)
            continue;
        key_name(bindings[i].key, ascii, name);
        snprintf(keys + length, size - length, "%s%s", length ? " " : "", name);
        return;
    }
}

static const char *
text_of(enum action action, bool hint)
{
    const struct action_info *info = action_info(action);
    return hint ? info->hint : info->help;
}

static bool
same_line(enum action a, enum action b, bool hint)
{
    return action_info(a)->group == action_info(b)->group &&
           strcmp(text_of(a, hint), text_of(b, hint)) == 0;
}

/* The line of the run of neighbouring actions with one text that begins at @first; its
 * text may be "". @return where the next run begins. */
static int
line_from(int first, bool ascii, bool hint, struct key_line *line)
{
    int end = first + 1;
    while (end < ACTION_COUNT && same_line((enum action)first, (enum action)end, hint))
        end++;
    *line = (struct key_line){.text = text_of((enum action)first, hint),
                              .group = action_info((enum action)first)->group,
                              .action = (enum action)first};
    for (int a = first; a < end && *line->text; a++)
        append_key(line->keys, sizeof line->keys, (enum action)a, ascii);
    return end;
}

bool
keymap_line(size_t i, bool ascii, struct key_line *line)
{
    for (int a = 0; a < ACTION_COUNT;) {
        a = line_from(a, ascii, false, line);
        if (*line->text && i-- == 0)
            return true;
    }
    return false;
}

size_t
keymap_hints(bool ascii, struct key_line lines[ACTION_COUNT])
{
    size_t n = 0;
    for (int a = 0; a < ACTION_COUNT; n += *lines[n].text != '\0')
        a = line_from(a, ascii, true, &lines[n]);
    return n;
}
