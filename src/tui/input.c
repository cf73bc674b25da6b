#include "tui/input.h"

#include <stdlib.h>
#include <string.h>

enum state {
    GROUND,
    ESCAPED,   /* ESC */
    CONTROL,   /* ESC [ ... up to a final byte */
    SINGLE,    /* ESC O and perhaps digits, up to a final byte */
    CONSOLE,   /* ESC [ [ and one more: function keys of the Linux console */
    OLD_MOUSE, /* ESC [ M and three more */
    STRING,    /* ESC ] ... up to BEL or ESC \\: an answer, never a key */
    STRING_END /* its ESC */
};

/* A sequence that has begun is finished by the terminal, but perhaps in a later packet.
 */
static const int64_t unfinished_ns = 500000000;

/* These stand whatever the description says: linux, vt100 and screen have no
 * Shift-arrows, and terminals differ in what they send for Home and End. */
static const struct {
    const char *text;
    uint32_t key;
} fixed[] = {
    {"\033[C",    UI_KEY_RIGHT      },
    {"\033OC",    UI_KEY_RIGHT      },
    {"\033[D",    UI_KEY_LEFT       },
    {"\033OD",    UI_KEY_LEFT       },
    {"\033[A",    UI_KEY_UP         },
    {"\033OA",    UI_KEY_UP         },
    {"\033[B",    UI_KEY_DOWN       },
    {"\033OB",    UI_KEY_DOWN       },
    {"\033[1;2C", UI_KEY_SHIFT_RIGHT},
    {"\033[1;2D", UI_KEY_SHIFT_LEFT },
    {"\033O2C",   UI_KEY_SHIFT_RIGHT},
    {"\033O2D",   UI_KEY_SHIFT_LEFT },
    {"\033[c",    UI_KEY_SHIFT_RIGHT},
    {"\033[d",    UI_KEY_SHIFT_LEFT },
    {"\033[Z",    UI_KEY_BACKTAB    },
    {"\033\t",    UI_KEY_BACKTAB    },
    {"\033[H",    UI_KEY_HOME       },
    {"\033OH",    UI_KEY_HOME       },
    {"\033[1~",   UI_KEY_HOME       },
    {"\033[7~",   UI_KEY_HOME       },
    {"\033[F",    UI_KEY_END        },
    {"\033OF",    UI_KEY_END        },
    {"\033[4~",   UI_KEY_END        },
    {"\033[8~",   UI_KEY_END        },
    {"\033[5~",   UI_KEY_PAGE_UP    },
    {"\033[6~",   UI_KEY_PAGE_DOWN  },
    {"\033[3~",   UI_KEY_DELETE     },
 /* The keypad in application mode, which some terminals use whatever NumLock says. */
    {"\033OM",    UI_KEY_ENTER      },
    {"\033OX",    '='               },
    {"\033Oj",    '*'               },
    {"\033Ok",    '+'               },
    {"\033Ol",    ','               },
    {"\033Om",    '-'               },
    {"\033On",    '.'               },
    {"\033Oo",    '/'               },
    {"\033Op",    '0'               },
    {"\033Oq",    '1'               },
    {"\033Or",    '2'               },
    {"\033Os",    '3'               },
    {"\033Ot",    '4'               },
    {"\033Ou",    '5'               },
    {"\033Ov",    '6'               },
    {"\033Ow",    '7'               },
    {"\033Ox",    '8'               },
    {"\033Oy",    '9'               },
};

void
input_init(struct input *input, int escape_ms)
{
    *input = (struct input){.escape_ns = (int64_t)escape_ms * 1000000};
}

void
input_name(struct input *input, const char *sequence, uint32_t key)
{
    if (!sequence || strlen(sequence) < 2 || strlen(sequence) >= INPUT_SEQUENCE ||
        input->n_names == INPUT_NAMES)
        return;
    struct input_name *name = &input->names[input->n_names++];
    strcpy(name->text, sequence);
    name->key = key;
}

/* The key of the sequence that has come; 0: nobody's. */
static uint32_t
sequence_key(const struct input *input)
{
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        if (strcmp(fixed[i].text, input->sequence) == 0)
            return fixed[i].key;
    for (size_t i = 0; i < input->n_names; i++)
        if (strcmp(input->names[i].text, input->sequence) == 0)
            return input->names[i].key;
    return 0;
}

static size_t
put_key(struct event *out, uint32_t key)
{
    if (key == 0)
        return 0;
    *out = (struct event){.kind = EVENT_KEY, .key = key};
    return 1;
}

/* @button as terminals count: low bits the button, 4 shift, 8 meta, 16 control, 32
 * motion, 64 wheel. Only the left button and the wheel mean something here. */
static size_t
put_mouse(struct input *input, struct event *out, int button, int col, int row,
          bool pressed)
{
    struct event event = {.kind = EVENT_MOUSE, .ctrl = button & 16};
    event.col = col - 1;
    event.row = row - 1;
    int which = button & ~(4 | 8 | 16);
    if ((which == 64 || which == 65) && pressed)
        event.mouse = which == 64 ? MOUSE_WHEEL_UP : MOUSE_WHEEL_DOWN;
    else if (which == 0 && pressed)
        event.mouse = MOUSE_PRESS;
    else if (which == 32 && input->held)
        event.mouse = MOUSE_DRAG;
    else if (which == 0 && input->held)
        event.mouse = MOUSE_RELEASE;
    else
        return 0;
    if (which != 64 && which != 65)
        input->held = pressed;
    *out = event;
    return 1;
}

/* ESC [ < button ; column ; row, then M (pressed) or m (released). */
static size_t
put_sgr_mouse(struct input *input, struct event *out)
{
    int value[3] = {0};
    char *at = input->sequence + 3;
    for (int i = 0; i < 3; i++) {
        long number = strtol(at, &at, 10);
        if (number < 0 || number > 9999 || (i < 2 && *at++ != ';'))
            return 0;
        value[i] = (int)number;
    }
    if (value[1] < 1 || value[2] < 1)
        return 0;
    return put_mouse(input, out, value[0], value[1], value[2], *at == 'M');
}

/* ESC [ M and three bytes, each + 32; 3 is a release of any button. */
static size_t
put_old_mouse(struct input *input, struct event *out)
{
    const unsigned char *byte = (const unsigned char *)input->sequence + 3;
    int button = byte[0] - 32;
    bool release = (button & ~(4 | 8 | 16)) == 3;
    return put_mouse(input, out, release ? button & ~3 : button, byte[1] - 32,
                     byte[2] - 32, !release);
}

/* ESC ] 11 ; rgb:R/G/B with one to four hexadecimal digits each, as X11 writes colours
 * (XParseColor); rgba: has one more. */
static size_t
put_background(const struct input *input, struct event *out)
{
    static const char before[] = "\033]11;rgb";
    const char *at = input->sequence + sizeof before - 1;
    uint32_t rgb = 0;
    if (strncmp(input->sequence, before, sizeof before - 1) != 0)
        return 0;
    at += *at == 'a';
    for (int i = 0; i < 3; i++) {
        if (*at++ != (i == 0 ? ':' : '/'))
            return 0;
        size_t digits = strspn(at, "0123456789abcdefABCDEF");
        if (digits < 1 || digits > 4)
            return 0;
        unsigned long value = strtoul(at, NULL, 16), most = (1ul << 4 * digits) - 1;
        rgb = rgb << 8 | (uint32_t)((value * 255 + most / 2) / most);
        at += digits;
    }
    *out = (struct event){.kind = EVENT_BACKGROUND, .rgb = rgb};
    return 1;
}

/* What the terminal is (DA1, ESC [ ? ... c); its keys have no question mark. */
static bool
is_answer(const struct input *input)
{
    return input->sequence[2] == '?' && input->sequence[input->length - 1] == 'c';
}

/* The sequence is complete: what does it mean? Most mean nothing here. */
static size_t
finish(struct input *input, struct event *out)
{
    int state = input->state;
    input->state = GROUND;
    if (input->length >= INPUT_SEQUENCE)
        return 0;
    if (state == OLD_MOUSE)
        return put_old_mouse(input, out);
    if (state == STRING || state == STRING_END)
        return put_background(input, out);
    if (is_answer(input)) {
        *out = (struct event){.kind = EVENT_ANSWER};
        return 1;
    }
    if (strncmp(input->sequence, "\033[<", 3) == 0)
        return put_sgr_mouse(input, out);
    return put_key(out, sequence_key(input));
}

static void
keep(struct input *input, char byte)
{
    if (input->length + 1 < INPUT_SEQUENCE) {
        input->sequence[input->length] = byte;
        input->sequence[input->length + 1] = '\0';
    }
    input->length++;
}

static void
begin(struct input *input)
{
    input->state = ESCAPED;
    input->length = 0;
    keep(input, '\033');
}

static size_t
put_control(struct event *out, unsigned char byte)
{
    switch (byte) {
    case 0:
        return 0;
    case '\t':
        return put_key(out, UI_KEY_TAB);
    case '\r':
    case '\n':
        return put_key(out, UI_KEY_ENTER);
    case '\b':
    case 0x7f:
        return put_key(out, UI_KEY_BACKSPACE);
    default:
        return put_key(out, byte);
    }
}

static size_t
take_ground(struct input *input, unsigned char byte, struct event *out)
{
    if (byte == 033) {
        begin(input);
        return 0;
    }
    if (mbsinit(&input->shift) && (byte < 32 || byte == 0x7f))
        return put_control(out, byte);
    wchar_t wide;
    char in = (char)byte;
    size_t used = mbrtowc(&wide, &in, 1, &input->shift);
    if (used == (size_t)-2)
        return 0;
    if (used == (size_t)-1) {
        memset(&input->shift, 0, sizeof input->shift);
        return put_key(out, 0xfffd);
    }
    return put_key(out, (uint32_t)wide);
}

static size_t
take_escaped(struct input *input, unsigned char byte, struct event *out)
{
    keep(input, (char)byte);
    if (byte == '[' || byte == 'O') {
        input->state = byte == '[' ? CONTROL : SINGLE;
        return 0;
    }
    if (byte == ']' && input->asked) {
        input->state = STRING;
        return 0;
    }
    input->state = GROUND;
    uint32_t key = sequence_key(input);
    if (key)
        return put_key(out, key);
    /* Escape, then something else. */
    return put_key(out, UI_KEY_ESCAPE) + take_ground(input, byte, out + 1);
}

static size_t
take_control(struct input *input, unsigned char byte, struct event *out)
{
    keep(input, (char)byte);
    bool first = input->length == 3;
    if (first && byte == '[')
        input->state = CONSOLE;
    else if (first && byte == 'M')
        input->state = OLD_MOUSE;
    else if ((byte >= 0x40 && byte < 0x7f) || (byte == '$' && !first))
        return finish(input, out); /* '$' ends some sequences of rxvt */
    return 0;
}

static size_t
take_single(struct input *input, unsigned char byte, struct event *out)
{
    keep(input, (char)byte);
    return byte >= 0x40 && byte < 0x7f ? finish(input, out) : 0;
}

static size_t
take_string(struct input *input, unsigned char byte, struct event *out)
{
    bool ends = input->state == STRING_END;
    if (byte == '\a' || (ends && byte == '\\'))
        return finish(input, out);
    input->state = byte == 033 ? STRING_END : STRING;
    if (byte != 033)
        keep(input, (char)byte);
    return 0;
}

static size_t
take(struct input *input, unsigned char byte, struct event *out)
{
    /* The three bytes of an old mouse report may be anything; elsewhere a control byte
     * ends a sequence that went wrong. */
    bool inside = input->state != GROUND && input->state != ESCAPED;
    bool any = input->state == OLD_MOUSE || input->state >= STRING;
    if (inside && !any && (byte < 32 || byte >= 0x7f))
        input->state = GROUND;
    switch ((enum state)input->state) {
    case ESCAPED:
        return take_escaped(input, byte, out);
    case CONTROL:
        return take_control(input, byte, out);
    case SINGLE:
        return take_single(input, byte, out);
    case CONSOLE:
        keep(input, (char)byte);
        return finish(input, out);
    case OLD_MOUSE:
        keep(input, (char)byte);
        return input->length == 6 ? finish(input, out) : 0;
    case STRING:
    case STRING_END:
        return take_string(input, byte, out);
    case GROUND:
        break;
    }
    return take_ground(input, byte, out);
}

static bool
is_drag(const struct event *event)
{
    return event->kind == EVENT_MOUSE && event->mouse == MOUSE_DRAG;
}

size_t
input_feed(struct input *input, const char *bytes, size_t n, int64_t now_ns,
           struct event *out)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        struct event got[2];
        size_t new = take(input, (unsigned char)bytes[i], got);
        for (size_t k = 0; k < new; k++) {
            if (count > 0 && is_drag(&got[k]) && is_drag(&out[count - 1]))
                count--;
            out[count++] = got[k];
        }
    }
    if (n > 0)
        input->since_ns = now_ns;
    return count;
}

int64_t
input_deadline(const struct input *input)
{
    if (input->state == GROUND)
        return -1;
    return input->since_ns + (input->length <= 2 ? input->escape_ns : unfinished_ns);
}

size_t
input_timeout(struct input *input, int64_t now_ns, struct event *out)
{
    if (input->state == GROUND || now_ns < input_deadline(input))
        return 0;
    bool lone = input->state == ESCAPED;
    input->state = GROUND;
    return lone ? put_key(out, UI_KEY_ESCAPE) : 0;
}
