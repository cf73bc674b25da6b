# Completion of ravine for fish.
function __ravine_ids
    ravine list $argv[1] 2>/dev/null | awk '{ print $1 }'
end

function __ravine_race
    not __fish_seen_subcommand_from surface check list
end

function __ravine_screen
    not __fish_seen_subcommand_from trace surface render check list
end

complete -c ravine -n __ravine_screen -a "trace surface render check list"
complete -c ravine -n "not __fish_seen_subcommand_from surface list" -a "(__ravine_ids scenes)"
complete -c ravine -n "__fish_seen_subcommand_from surface" -a "(__ravine_ids surfaces)"
complete -c ravine -n "__fish_seen_subcommand_from list" \
    -a "optimizers surfaces schedules data scenes keys themes"
complete -c ravine -n __ravine_race -l surface -x -a "(__ravine_ids surfaces)" -d "replace the surface"
complete -c ravine -n __ravine_race -l racer -x -a "(__ravine_ids optimizers)" -d "replace the racers"
complete -c ravine -n __ravine_race -l start -x -d "move every racer's start"
complete -c ravine -n __ravine_race -l window -x -d "show this part of the surface"
complete -c ravine -n __ravine_race -l steps -x -d "steps to take"
complete -c ravine -n __ravine_race -l seed -x -d "seed of batches and noise"
complete -c ravine -n __ravine_race -l set -x -d "set KEY"
complete -c ravine -n "__fish_seen_subcommand_from trace" -l format -x -a "csv jsonl"
complete -c ravine -n "__fish_seen_subcommand_from surface" -l at -x -d "the point"
complete -c ravine -n __ravine_screen -l autoplay -d "play at once"
complete -c ravine -n __ravine_screen -l quit -d "end with the last step"
complete -c ravine -n "__ravine_screen; or __fish_seen_subcommand_from render" -l step -x -d "show step N"
complete -c ravine -n "__fish_seen_subcommand_from render" -s o -l output -r -d "the picture"
complete -c ravine -n "__fish_seen_subcommand_from render" -l size -x -d "its size, WxH"
complete -c ravine -n "__fish_seen_subcommand_from render" -l view -x -a "map 3d section charts data" -d "what is shown"
complete -c ravine -n "__fish_seen_subcommand_from render" -l split -d "the map beside it"
complete -c ravine -n "__fish_seen_subcommand_from render" -l frames -r -d "a film's folder"
complete -c ravine -n __ravine_screen -l color -x -a "auto rgb 256 16 8 none"
complete -c ravine -n __ravine_screen -l glyphs -x -a "auto braille half ascii"
complete -c ravine -n "__ravine_screen; or __fish_seen_subcommand_from render" -l theme -x -a "auto dark light"
complete -c ravine -n __ravine_screen -l fps -x -d "frames a second at most"
complete -c ravine -n __ravine_screen -l no-mouse -d "leave the mouse to the terminal"
complete -c ravine -l help -d "print help"
complete -c ravine -l version -d "print the version"
