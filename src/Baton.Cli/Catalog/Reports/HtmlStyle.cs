namespace Baton.Cli.Catalog.Reports;

/// <summary>The page's own style and script; it loads nothing from anywhere.</summary>
internal static class HtmlStyle
{
    public const string Css = """
        :root{--bg:#f6f7f9;--card:#fff;--ink:#1b2330;--soft:#5b6575;--line:#dfe3ea;--link:#1f5fbf;--code:#f1f3f7;--low:#3f7d58;--medium:#8a6d00;--high:#b4530a;--critical:#b3202c;--low-bg:#e4f2ea;--medium-bg:#fbf1cf;--high-bg:#fde6d3;--critical-bg:#fbdcdf}
        @media(prefers-color-scheme:dark){:root{--bg:#12161d;--card:#1a2029;--ink:#e6eaf1;--soft:#9aa5b5;--line:#2c3542;--link:#7db1ff;--code:#11161d;--low:#7fd0a0;--medium:#e6c65a;--high:#f3a261;--critical:#ff8f98;--low-bg:#17301f;--medium-bg:#332b0d;--high-bg:#3a2411;--critical-bg:#3d161b}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
        main{max-width:1080px;margin:0 auto;padding:32px 20px 80px}
        h1{font-size:28px;margin:0 0 4px;line-height:1.2;overflow-wrap:anywhere} h2{font-size:19px;margin:28px 0 10px} h3{font-size:16px;margin:0 0 4px}
        a{color:var(--link);text-decoration:none} a:hover,a:focus-visible{text-decoration:underline}
        h1.mono{font-size:25px;margin:4px 0 8px} td.name a{white-space:nowrap}
        p{margin:0 0 10px;max-width:74ch} .soft{color:var(--soft)} .mono,code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:13.5px}
        .card{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:16px 18px;margin:0 0 14px}
        .grid{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;margin:18px 0}
        .grid .card{margin:0;padding:12px 16px} .figure{font-size:26px;font-weight:650;line-height:1.1}
        .bar{display:flex;height:12px;border-radius:6px;overflow:hidden;background:var(--line);margin:6px 0 8px} .bar i{display:block}
        .bar .low{background:var(--low)} .bar .medium{background:#c9a300} .bar .high{background:#e0761f} .bar .critical{background:#cf2f3c}
        .chip{display:inline-block;padding:1px 9px;border-radius:999px;font-size:12.5px;font-weight:600;border:1px solid var(--line);background:var(--code);color:var(--soft);white-space:nowrap}
        .chip.low,.chip.full{color:var(--low);background:var(--low-bg);border-color:transparent} .chip.medium,.chip.partial{color:var(--medium);background:var(--medium-bg);border-color:transparent}
        .chip.high{color:var(--high);background:var(--high-bg);border-color:transparent} .chip.critical,.chip.none{color:var(--critical);background:var(--critical-bg);border-color:transparent}
        .chip.destructive,.chip.execute,.chip.financial{color:var(--ink);border-color:var(--soft)}
        .wide{overflow-x:auto} table{border-collapse:collapse;width:100%} th{text-align:left;font-size:12.5px;color:var(--soft);font-weight:600;padding:6px 10px 6px 0;border-bottom:1px solid var(--line)}
        td{padding:8px 10px 8px 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere} tr:last-child td{border-bottom:0} td.name{min-width:180px}
        pre{background:var(--code);border:1px solid var(--line);border-radius:8px;padding:12px 14px;overflow:auto;margin:0;max-height:520px}
        blockquote{margin:0 0 10px;padding:8px 14px;border-left:3px solid var(--line);color:var(--soft);white-space:pre-wrap;overflow-wrap:anywhere;max-height:320px;overflow:auto}
        .warn{border-left:4px solid var(--critical)} .note{border-left:4px solid #c9a300}
        .top{display:flex;gap:10px;align-items:baseline;flex-wrap:wrap} .right{margin-left:auto}
        button,input{font:inherit;color:inherit} button{border:1px solid var(--line);background:var(--card);border-radius:8px;padding:4px 12px;cursor:pointer} button:hover{border-color:var(--soft)}
        input[type=search]{width:100%;max-width:340px;padding:6px 12px;border:1px solid var(--line);border-radius:8px;background:var(--card)}
        .page{display:none} .page:target{display:block} body:has(.page:target) #index{display:none}
        ul{margin:0 0 10px;padding-left:20px} li{margin:3px 0} details{margin:0 0 8px} summary{cursor:pointer}
        nav.turn{display:flex;gap:16px;margin-top:24px;flex-wrap:wrap}
        @media print{.page{display:block!important;break-before:page} #index{display:block!important} button,input,nav{display:none}}
        """;

    public const string Script = """
        document.addEventListener('click',function(e){var b=e.target.closest('button[data-copy]');if(!b)return;var t=document.getElementById(b.dataset.copy).textContent;function done(){var o=b.textContent;b.textContent='Copied';setTimeout(function(){b.textContent=o},1500)}if(navigator.clipboard&&window.isSecureContext){navigator.clipboard.writeText(t).then(done)}else{var a=document.createElement('textarea');a.value=t;document.body.appendChild(a);a.select();document.execCommand('copy');a.remove();done()}});
        document.addEventListener('click',function(e){var a=e.target.closest('a[data-jump]');if(!a)return;e.preventDefault();document.getElementById(a.getAttribute('href').slice(1)).scrollIntoView({behavior:'smooth'})});
        var find=document.getElementById('find');if(find)find.addEventListener('input',function(){var w=find.value.toLowerCase();document.querySelectorAll('#tools tbody tr').forEach(function(r){r.hidden=r.textContent.toLowerCase().indexOf(w)<0})});
        addEventListener('hashchange',function(){scrollTo(0,0)});
        """;
}
