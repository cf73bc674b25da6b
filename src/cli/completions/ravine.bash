# Completion of ravine for bash.
_ravine()
{
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    local race="--surface --racer --start --window --steps --seed --set"
    local screen="--autoplay --quit --step --color --glyphs --theme --fps --no-mouse"
    local every="--help --version" command="" i words=""
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
        trace | surface | render | check | list) command=${COMP_WORDS[i]} && break ;;
        esac
    done
    ids() { ravine list "$1" 2>/dev/null | awk '{ print $1 }'; }
    case $before in
    --surface) words=$(ids surfaces) ;;
    --racer) words=$(ids optimizers) ;;
    --format) words="csv jsonl" ;;
    --color) words="auto rgb 256 16 8 none" ;;
    --glyphs) words="auto braille half ascii" ;;
    --view) words="map 3d section charts data" ;;
    --theme) words="auto dark light" ;;
    --start | --window | --steps | --seed | --set | --at | --step | --size | --fps | \
        --output | -o | --frames) return ;;
    *)
        case $command in
        "") words="trace surface render check list $race $screen $every $(ids scenes)" ;;
        trace) words="$race --format $every $(ids scenes)" ;;
        surface) words="--at $every $(ids surfaces)" ;;
        render) words="$race --step --output --size --view --split --frames --theme $every $(ids scenes)" ;;
        check) words="$every $(ids scenes)" ;;
        list)
            words="optimizers surfaces schedules data scenes keys themes $every"
            [[ $before != list ]] && words=$(ids "$before")
            ;;
        esac
        ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
}
complete -o default -F _ravine ravine
