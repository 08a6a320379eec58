import { ask, loggedIn, open, visitor, withBrowser, violations } from "../tests/browser/browser.mjs";
const OUT="/tmp/parties/shots";
await withBrowser(async (browser) => {
  for (const language of ["nl","en"]) for (const width of [1280,320]) {
    const shot = async (page, name) => { await page.screenshot({path: `${OUT}/${name}-${width}-${language}.png`, fullPage:true}); console.log(name, width, language, JSON.stringify(await violations(page)), await page.evaluate(()=>document.documentElement.scrollWidth)); };
    const a = await visitor(browser,{width,language}); await loggedIn(a.page,"vakbond2");
    const {items} = await ask(a.page,"/v1/packages?state=open&pageSize=20");
    await open(a.page, "/pakketten/"+items[0].id); await shot(a.page,"package");
    await open(a.page, "/pakketten/"+items[0].id+"/stap/split"); await shot(a.page,"split");
    await open(a.page, "/afschriften"); await shot(a.page,"copies");
    const copies=(await ask(a.page,"/v1/copies")).items; const c=copies.find((x)=>!x.seatEnded);
    await open(a.page, "/afschriften/"+c.id); await shot(a.page,"copy");
    await open(a.page, "/afspraken/01a22510-9793-7495-8dd4-99641ad7c455"); await shot(a.page,"hidden");
    await open(a.page, "/herinneringen"); await shot(a.page,"inbox");
    const b = await visitor(browser,{width,language}); await loggedIn(b.page,"vakbond");
    await open(b.page, "/afspraken/01a22510-9793-7495-8dd4-99641ad7c455"); await shot(b.page,"clause");
    await open(b.page, "/caos/01a22510-9750-7488-bf12-1dad5056dfcb"); await shot(b.page,"agreement");
    await open(b.page, "/overleg/x/wijzigen/gegevens"); await shot(b.page,"notfound");
    console.log(a.errors, b.errors);
    await a.context.close(); await b.context.close();
  }
});
