namespace Baton.Cli.Commands;

/// <summary>One script per shell; each asks <c>baton [suggest:POSITION] "LINE"</c>, so that a script never goes stale.</summary>
internal static class CompletionScripts
{
    public static string For(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        "pwsh" => PowerShell,
        _ => throw new ArgumentOutOfRangeException(nameof(shell), shell, "No script for this shell."),
    };

    private const string Bash = """
        # bash completion for baton
        _baton() {
            local IFS=$'\n'
            local suggestions
            suggestions="$("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)"
            COMPREPLY=($(compgen -W "${suggestions}" -- "${COMP_WORDS[COMP_CWORD]}"))
            [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -F _baton baton

        """;

    private const string Zsh = """
        #compdef baton
        # zsh completion for baton
        _baton() {
            local -a suggestions
            suggestions=("${(@f)$("${words[1]}" "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
            if [[ -n "${suggestions[1]}" ]]; then compadd -- "${suggestions[@]}"; else _files; fi
        }
        compdef _baton baton

        """;

    private const string Fish = """
        # fish completion for baton
        function __baton_suggest
            set -l line (commandline -cp)
            baton "[suggest:"(string length -- $line)"]" "$line" 2>/dev/null
        end
        complete -c baton -a '(__baton_suggest)'

        """;

    private const string PowerShell = """
        # PowerShell completion for baton
        Register-ArgumentCompleter -Native -CommandName baton -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            baton "[suggest:$cursorPosition]" "$commandAst" 2>$null | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }

        """;
}
