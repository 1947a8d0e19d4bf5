// The style sheet of the redline page: screen, then paper. No font is fetched; Sarabun is used where it is.

export const STYLE = `
:root{--ink:#18202a;--ink2:#434c59;--ink3:#5a6370;--edge:#77808c;--line:#dce1e7;--line2:#ebeef2;--paper:#fff;
--desk:#eff3f5;--joint:#0b4a60;--ins:#0a3b94;--ins-t:#e4edfd;--del:#8f3000;--del-t:#fceae0;--focus:#1763d6;
--ui:"Inter","Sarabun","Noto Sans Thai","Leelawadee UI","Thonburi","Loma",Tahoma,sans-serif;
--doc:"Sarabun","TH Sarabun New","Noto Sans Thai","Leelawadee UI","Thonburi","Loma",Tahoma,sans-serif}
*,*::before,*::after{box-sizing:border-box}
body{margin:0;min-height:100vh;display:flex;flex-direction:column;background:var(--desk);color:var(--ink);
font:400 14px/22px var(--ui)}
:lang(th){line-height:1.7}
h1,h2,h3,p,ol,ul{margin:0;padding:0;font:inherit}
ol,ul{list-style:none}
a{color:inherit;text-decoration:none}
a:focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:3px}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.q{color:var(--ink3)}
.k{white-space:nowrap}
.strip{display:flex;flex-wrap:wrap;gap:2px 12px;padding:7px 16px;background:var(--joint);color:#fff}
.strip b{letter-spacing:.04em}
.strip b:lang(th){letter-spacing:0}
.strip.internal{background:#ffe2a0;color:#5f3c00;border:3px double #5f3c00}
.page{display:grid;grid-template-columns:276px minmax(0,1fr);gap:12px;padding:12px 14px 16px;flex:1;align-items:start;
align-content:start}
h1{grid-column:1/-1;font-weight:700;font-size:17px;line-height:1.6}
.list,.paper{background:var(--paper);border:1px solid var(--line);border-radius:3px;min-width:0}
.list{position:sticky;top:8px;max-height:calc(100vh - 56px);overflow:auto}
.list h2{padding:9px 12px 7px;font-weight:700;border-bottom:1px solid var(--line)}
.list .g{padding:8px 12px 2px;font-size:12.5px;font-weight:600;color:var(--ink3)}
.list a{display:grid;grid-template-columns:26px minmax(0,1fr);gap:9px;padding:5px 12px;align-items:center;
font-size:13.5px}
.list a:hover{background:var(--line2)}
.list a span{overflow-wrap:anywhere}
.list .q{display:block;font-size:12.5px}
.legend{display:flex;flex-wrap:wrap;gap:4px 16px;align-items:center;justify-content:flex-end;padding:8px 16px;
border-bottom:1px solid var(--line);font-size:13px;color:var(--ink2)}
.legend .doc{font-family:var(--doc);font-size:15px}
.heads,.row{display:grid;grid-template-columns:repeat(var(--columns),minmax(0,1fr))}
.heads{border-bottom:1px solid var(--line);color:var(--ink2);font-weight:600}
.heads>*{padding:7px 16px}
.heads .q{font-weight:400;font-size:12.5px;padding-left:6px}
.heads>*,.cell{border-left:1px solid var(--line2);min-width:0}
.heads>:first-child,.cell:first-child{border-left:0}
.clause{border-bottom:1px solid var(--line);scroll-margin-top:8px}
.clause:last-child{border-bottom:0}
.facts{display:flex;align-items:flex-start;gap:10px;padding:8px 16px 0;font-size:13px;line-height:1.6}
.cell{padding:3px 16px 12px;font:400 16px/1.7 var(--doc);overflow-wrap:break-word}
.cell:lang(th){line-height:1.8}
.cell h3{font-weight:700;padding:3px 0 4px}
.cell p{max-width:80ch;margin-bottom:6px;white-space:pre-wrap}
.cell p.li{padding-left:30px;text-indent:-30px}
.cell p.li>i{display:inline-block;min-width:30px;padding-right:.35em;box-sizing:border-box;text-indent:0;font-style:normal}
.cell .part{margin:4px 0 0;font:600 12.5px/1.7 var(--ui);color:var(--ink3)}
.cell .none{color:var(--ink3)}
.say{display:block;margin:2px 0 9px;padding:5px 10px;border:1px solid var(--edge);border-radius:4px;
font:400 13px/1.6 var(--ui);background:var(--paper);color:var(--ink)}
.say b{font-weight:600}
ins{color:var(--ins);background:var(--ins-t);text-decoration:underline;text-decoration-thickness:2px;
text-underline-offset:.35em;text-decoration-skip-ink:none}
del{color:var(--del);background:var(--del-t);text-decoration:line-through;text-decoration-thickness:1.5px}
ins,del{border-radius:2px;padding:1px 1px 0;-webkit-box-decoration-break:clone;box-decoration-break:clone;
unicode-bidi:isolate;white-space:pre-wrap}
del+ins{margin-left:.18em}
.num{display:inline-block;max-width:100%;text-indent:0;border:1.5px solid var(--ink2);border-radius:3px;
padding:0 4px;line-height:1.6}
.num ins,.num del{padding:0 2px;margin:0}
.iv{display:inline-block;text-indent:0;margin:0 1px;padding:0 3px;border:1px solid currentcolor;border-radius:3px;
font:600 10.5px/15px var(--ui);vertical-align:1px;text-decoration:none;white-space:nowrap}
.ch{display:inline-flex;align-items:center;justify-content:center;width:26px;height:21px;flex:none;
border:1px solid var(--edge);border-radius:3px;font:700 12px/1 var(--ui);background:var(--paper);color:var(--ink)}
.ch.added{color:var(--ins);background:var(--ins-t);border-color:var(--ins)}
.ch.removed{color:var(--del);background:var(--del-t);border-color:var(--del)}
.ch.moved{border:1.5px dotted var(--ink2)}
.ch.figure{border:3px double var(--ink2)}
.ch.renumbered{background:var(--line2);border-color:transparent;color:var(--ink2)}
.isnew{background:linear-gradient(90deg,var(--ins) 0 2px,transparent 2px 4px,var(--ins) 4px 6px,#f0f5ff 6px)}
.isnew .facts,.isnew .cell{color:var(--ins)}
.isgone{background:linear-gradient(90deg,var(--del) 0 3px,#fef4ee 3px)}
.isgone .facts{color:var(--del)}
.isgone .cell del{background:none}
.isnew .facts,.isgone .facts{font-weight:600}
.fold{display:flex;align-items:flex-start;gap:10px;padding:7px 16px;background:#f7f9fa;color:var(--ink3);
font-size:13px;border-bottom:1px solid var(--line)}
.same{padding:26px 18px;text-align:center;color:var(--ink2);font-size:15px}
.status{display:flex;flex-wrap:wrap;padding:5px 16px;background:var(--paper);border-top:1px solid var(--line);
font-size:12.5px;color:var(--ink2);position:sticky;bottom:0}
.status>*{padding:0 11px;border-left:1px solid var(--line)}
.status>:first-child{padding-left:0;border-left:0;font-weight:700;color:var(--ink)}
@media (max-width:1000px){.page{grid-template-columns:minmax(0,1fr)}.list{position:static;max-height:none}}
@media (max-width:720px){.heads{display:none}.row{grid-template-columns:minmax(0,1fr)}
.cell{border-left:0;border-top:1px dashed var(--line)}.cell:first-child{border-top:0}}
@media print{
body{display:block;background:#fff;color:#000;font-size:9.5pt;line-height:1.6}
.page{display:block;padding:12mm 0 10mm;-webkit-box-decoration-break:clone;box-decoration-break:clone}
h1{font-size:12pt;padding:2mm 0}
.paper{border:0}
.list{position:static;max-height:none;overflow:visible;border:0;margin-bottom:4mm;break-inside:auto}
.list ol{columns:2;column-gap:8mm}
.list li,.clause,.fold{break-inside:avoid}
.list a{padding:1mm 0;font-size:9.5pt}
.list .q{font-size:9pt}
.heads{border-bottom:.75pt solid #000}
.cell{font-size:11pt}
.strip,.strip.internal{position:fixed;top:0;left:0;right:0;height:9mm;padding:1mm 8pt;background:#fff;color:#000;
border:1.5pt solid #000}
.strip.internal{border:3pt double #000}
.status{position:fixed;bottom:0;left:0;right:0;border-top:.75pt solid #000;color:#000;background:#fff;font-size:8.5pt}
.clause{border-left:2.5pt solid #000}
.fold{background:#fff;color:#000}
.isnew,.isgone{background:none}
.isnew{border-left:6pt double #000}
.isnew .facts,.isnew .cell,.isgone .facts{color:#000}
ins{color:#000;background:none;text-decoration:underline double;text-decoration-thickness:1pt;font-weight:600}
del{color:#000;background:none}
.ch,.num,.say{background:none!important;color:#000!important;border-color:#000!important}
.q,.cell .part,.cell .none{color:#000}
}
`
