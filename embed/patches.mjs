// What is taken from htmx 4.0.1, and why: a private copy that a host page cannot notice.

/** The vendored source that every patch below was read against. */
export const SOURCE = {
  path: 'vendor/htmx-4.0.1/htmx.js',
  sha256: '89b09a0392a9077ce037bb913f023dd349fa19bdb980df556d943d386bf0bfe8',
  npm: 'htmx.org@4.0.1',
};

/** Members of the class Htmx that are removed, by reason. A call that is left over is a syntax error. */
export const DROPPED = [
  ['no global style sheet, no meta[name=htmx-config]', ['#initRequestIndicatorCss', '#initHtmxConfig']],
  ['no extensions', ['registerExtension', '#triggerExtensions']],
  ['no eval and no Function: no hx-on, filters, js: values', ['#apiMethods', '#executeJavaScript', '#extractJavascriptContent', '#handleHxOnAttributes', '#getAttributeObject', '#extractFilter']],
  ['no history entries, no history.state', ['#pushUrlIntoHistory', '#replaceUrlInHistory', '#restoreHistory', '#resolveHistoryAction', '#handleHistoryUpdate']],
  ['no boosted links', ['#maybeBoost', '#shouldBoost', '#isBoosted', '#isSameOrigin']],
  ['no HX-* header is sent', ['#createCoreHeaders', '#handleHxHeaders', '#buildIdentifier']],
  ['no HX-* header is obeyed', ['#extractHxHeaders', '#handleHeadersAndMaybeReturnEarly', '#handleTriggerHeader']],
  ['no forms in a panel', ['#collectFormData', '#addInputValues']],
  ['no markup is parsed here and no script is run: no sink for Trusted Types', ['#parseHTML', '#processScripts']],
  ['no swaps outside the target', ['#createOOBTask', '#processOOB', '#processPartials', '#handlePreservedElements', '#restorePreservedElements']],
  ['no morphing', ['#morph', '#morphChildren', '#matchesUpcomingSibling', '#findBestMatch', '#isSoftMatch', '#removeNode', '#moveBefore', '#morphNode', '#copyAttributes', '#populateIdMapWithTree', '#createIdMaps', '#createPersistentIds']],
  ['no transitions', ['#submitTransitionTask', '#processTransitionQueue', '#startCSSTransitions']],
  ['focus and scrolling belong to the glue, which knows the shadow root', ['#setFocus', '#handleAutoFocus', '#normalizeScrollTarget', '#handleScroll', '#handleAnchorScroll']],
  ['no indicators: the loader shows them', ['#showIndicators', '#hideIndicators', '#disableElements', '#enableElements', '#addClass', '#removeClass']],
  ['the loader has the timeout', ['#initTimeout']],
  ['no modified clicks: the button listens to its own event', ['#isModifierKeyClick']],
  ['no document.body is processed', ['initialize']],
  ['no scripting interface', ['onLoad', 'on', 'find', 'findAll', 'ajax', '#findExt', '#normalizeElement', '#initializeAbortListener', '#createRequestContext', '#processMainSwap']],
  ['one prefix character', ['#maybeAdjustMetaCharacter', '#handleStatusCodes']],
  ['a target is named by an id: no globals (Set, Node) for selectors of its own', ['#findAllExt', '#findOrWarn', '#findThisElements', '#getRootNode', '#scanForwardQuery', '#scanBackwardsQuery', '#scanUntilComparison', '#stringHyperscriptStyleSelector']],
  ['no inherited attributes', ['#attrName']],
  ['two swaps, by their names', ['#normalizeSwapStyle']],
  ['the newest question counts: no queue', ['#determineSyncStrategy', '#getRequestQueue', '#htmxState']],
  ['the button is in no form, and listens to no click', ['#shouldCancel']],
  ['no promise of a timer', ['timeout']],
];

/** Members that are written anew: name, reason, text. */
export const REPLACED = [
  ['constructor', 'nothing happens at import: no listener, no style, no processing of the page', `
        constructor() {
            this.config = { prefix: "data-hx-", defaultSwap: "innerHTML", implicitInheritance: false };
            this.#actionSelector = this.#prefixSelector('[hx-get]');
        }`],
  ['#createHtmxEventHandler', 'a request is a GET of the address as it stands', `
        #createHtmxEventHandler(elt) {
            return () => this.#handleTriggerEvent({
                sourceElement: elt,
                target: this.#resolveTarget(elt, this.#attributeValue(elt, "hx-target")),
                swap: this.#attributeValue(elt, "hx-swap") ?? this.config.defaultSwap,
                request: {action: this.#determineMethodAndAction(elt).action}
            });
        }`],
  ['#handleTriggerEvent', 'no form data, no values, no headers', `
        async #handleTriggerEvent(ctx) {
            if (ctx.sourceElement.isConnected) await this.#issueRequest(ctx);
            else this.#htmxProp(ctx.sourceElement).lost = true;
        }`],
  ['#resolveTarget', 'never document.body; beside the element, also where a page emulates shadow roots', `
        #resolveTarget(elt, selector) {
            return /^(?!this$)/.test(selector ?? "this") ? elt.parentNode.querySelector(selector) : elt;
        }`],
  ['#makeFragment', 'nodes of the document that the browser parsed, cleared of what could act', `
        #makeFragment(element) {
            let fragment = document.createDocumentFragment();
            fragment.append(document.importNode(element, true));
            for (let elt of fragment.querySelectorAll('script,style,link,meta,base,iframe,object,embed,template')) elt.remove();
            for (let elt of fragment.querySelectorAll('*')) {
                for (let name of elt.getAttributeNames()) if (name == 'style' || name.startsWith('on')) elt.removeAttribute(name);
            }
            return {fragment};
        }`],
  ['swap', 'one task: the target', `
        async swap(ctx) {
            let {fragment} = this.#makeFragment(ctx.text);
            let task = {fragment, target: ctx.target, swapSpec: this.#parseSwapSpec(ctx.swap)};
            if (!this.#trigger(ctx.sourceElement, "htmx:before:swap", {ctx})) return
            this.#insertContent(task);
            if (!ctx.sourceElement.isConnected) ctx.sourceElement = task.target;
            this.#trigger(ctx.sourceElement, "htmx:after:swap", {ctx});
        }`],
  ['#insertContent', 'innerHTML and outerHTML, at once', `
        #insertContent(task) {
            let {target, swapSpec, fragment} = task;
            let newContent = [...fragment.childNodes]
            let parentNode = target.parentNode;
            if (swapSpec.style === 'innerHTML') {
                for (const child of target.children) this.#cleanup(child)
                target.replaceChildren(...newContent);
            } else if (swapSpec.style === 'outerHTML' && parentNode) {
                this.#insertNodes(parentNode, target, fragment);
                this.#cleanup(target)
                parentNode.removeChild(target);
                task.target = newContent.find(node => node.nodeType === 1) || parentNode
            } else {
                throw swapSpec.style;
            }
            for (const elt of newContent) this.process(elt);
        }`],
  ['#trigger', 'events stay inside the shadow root and nothing goes to the console; made by the document, a page may have replaced CustomEvent', `
        #trigger(on, eventName, detail = {}, bubbles = true) {
            let evt = document.createEvent("CustomEvent");
            evt.initCustomEvent(eventName, bubbles, true, detail);
            return !on.isConnected || on.dispatchEvent(evt);
        }`],
  ['trigger', 'the same for the events of a trigger', `
        trigger(on, eventName, detail, bubbles) {
            return this.#trigger(on, eventName, detail, bubbles)
        }`],
  ['#attributeValue', 'own values; no inheriting, no appending, no extension', `
        #attributeValue(elt, name) {
            return this.#attr(elt, name);
        }`],
  ['#determineMethodAndAction', 'hx-get only', `
        #determineMethodAndAction(elt) {
            return {action: this.#attributeValue(elt, "hx-get")};
        }`],
  ['#issueRequest', 'the loader fetches: simple GET, no header, shared and prefetched answers; a newer question drops the older', `
        async #issueRequest(ctx) {
            let elt = ctx.sourceElement
            let htmxProp = this.#htmxProp(elt)
            htmxProp.asking = ctx
            try {
                if (!this.#trigger(elt, "htmx:before:request", {ctx})) return;
                ctx.text = await this.config.load(ctx.request.action, ctx);
                if (htmxProp.asking != ctx) return;
                if (!ctx.text) throw "no answer";
                if (!this.#trigger(elt, "htmx:after:request", {ctx})) return;
                if (!ctx.target.isConnected) { htmxProp.lost = true; return }
                await this.swap(ctx);
            } catch (error) {
                this.#trigger(elt, "htmx:error", {ctx, error})
            }
        }`],
  ['#parseSwapSpec', 'a style without modifiers', `
        #parseSwapSpec(swapStr) {
            return {style: swapStr.trim()};
        }`],
  ['#parseTriggerSpecs', 'events, and a delay for each: no filters and no JSON', `
        #parseTriggerSpecs(spec) {
            return spec.split(",").map(s => {
                let [name, ...modifiers] = s.trim().split(/\\s+/);
                return {name, delay: modifiers.find(m => /^delay:/.test(m))?.slice(6)};
            });
        }`],
  ['#initializeTriggers', 'every element says what triggers it', `
        #initializeTriggers(elt) {
            this.#onTrigger(elt, this.#attributeValue(elt, "hx-trigger"), elt._htmx.eventHandler)
        }`],
  ['#onTrigger', 'load and events of the element, with a delay by a timer that a page cannot replace', `
        #onTrigger(elt, specString, handler) {
            for (let spec of this.#parseTriggerSpecs(specString)) {
                let listener = () => {
                    spec.stop?.();
                    if (spec.delay) spec.stop = this.config.wait(elt, this.parseInterval(spec.delay), handler)
                    else handler()
                };
                this.#htmxProp(elt).triggerSpecs.push(spec);
                if (spec.name === "load") listener();
                else {
                    elt._htmx.listeners.push({fromElt: elt, eventName: spec.name, handler: listener});
                    elt.addEventListener(spec.name, listener);
                }
            }
        }`],
  ['#cleanup', 'listeners and the one kind of timer', `
        #cleanup(elt, force) {
            for (let e of [elt, ...elt.querySelectorAll('[data-htmx-powered]')]) {
                if (!e._htmx) continue;
                for (let spec of e._htmx.triggerSpecs) spec.stop?.();
                for (let info of e._htmx.listeners) info.fromElt.removeEventListener(info.eventName, info.handler);
                e.removeAttribute('data-htmx-powered');
                if (force) delete e._htmx;
            }
        }`],
  ['parseInterval', 'milliseconds or seconds, without parseFloat', `
        parseInterval(str) {
            let [, n, u] = /^([\\d.]+)(ms|s)?$/.exec(str) ?? [];
            return n * (u == 's' ? 1000 : 1);
        }`],
];

/** Passages that are changed in place: reason, the text that must be there exactly once, the new text. */
export const EDITED = [
  ['a module, not a global', 'var htmx = (() => {', 'export default (() => {'],
  ['no handles to eval, history or Trusted Types', `        #HCON = HCON
        #extMethods = new Map();
        #approvedExt = '';
        #registeredExt = new Set();
        _loc = window.location;  // mockable for testing
        #internalAPI;
        #Function = Function;
        #AsyncFunction = Object.getPrototypeOf(async function(){}).constructor;
        #ttPolicy = { createHTML: s => s, createScript: s => s };
        #actionSelector
        #boostSelector = "a,form";
        #verbs = ["get", "post", "put", "patch", "delete", "query"];
        #hxOnQuery
        #transitionQueue
        #historyAbort
        #historyInitialized
        #processingTransition
`, `        #actionSelector
`],
  ['no hx-on, no boosted links', `            let hxOnNodes = [root];
            let iter = this.#hxOnQuery.evaluate(root)
            let node = null
            while (node = iter.iterateNext()) hxOnNodes.push(node)
            for (let hxOnNode of hxOnNodes) {
                if (!this.#ignore(hxOnNode) && this.#trigger(hxOnNode, "htmx:before:on:init", {}, true)) {
                    this.#handleHxOnAttributes(hxOnNode);
                }
            }
`, ''],
  ['no boosted links', `            for (let elt of this.#queryEltAndDescendants(root, this.#boostSelector)) {
                this.#maybeBoost(elt);
            }
`, ''],
  ['a page may have replaced Element', 'if (!(root instanceof Element)) { // ShadowRoot', 'if (root.nodeType != 1) {'],
];
