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
            return async (evt) => {
                try {
                    let {action} = this.#determineMethodAndAction(elt);
                    let ctx = {
                        sourceElement: elt,
                        sourceEvent: evt,
                        status: "created",
                        target: this.#resolveTarget(elt, this.#attributeValue(elt, "hx-target")),
                        swap: this.#attributeValue(elt, "hx-swap") ?? this.config.defaultSwap,
                        request: {action}
                    };
                    await this.#handleTriggerEvent(ctx);
                } catch (e) {
                    this.#trigger(elt, 'htmx:error', { error: e });
                }
            };
        }`],
  ['#handleTriggerEvent', 'no form data, no values, no headers', `
        async #handleTriggerEvent(ctx) {
            if (!ctx.sourceElement.isConnected) return
            if (this.#shouldCancel(ctx.sourceEvent)) ctx.sourceEvent.preventDefault()
            await this.#issueRequest(ctx);
        }`],
  ['#resolveTarget', 'never document.body', `
        #resolveTarget(elt, selector) {
            return selector == null ? elt : this.#findOrWarn(elt, selector, "hx-target");
        }`],
  ['#findOrWarn', 'nothing is written to the console of the page', `
        #findOrWarn(elt, selector, thisAttr) {
            return this.#findAllExt(elt, selector, thisAttr)[0]
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
                throw new Error(\`Unknown swap style: \${swapSpec.style}\`);
            }
            for (const elt of newContent) this.process(elt);
        }`],
  ['#trigger', 'events stay inside the shadow root and nothing goes to the console', `
        #trigger(on, eventName, detail = {}, bubbles = true) {
            return !on.isConnected || on.dispatchEvent(new CustomEvent(eventName, {detail, cancelable: true, bubbles}));
        }`],
  ['trigger', 'the same for the events of a trigger', `
        trigger(on, eventName, detail, bubbles) {
            return this.#trigger(on, eventName, detail, bubbles)
        }`],
  ['#attributeValue', 'own and inherited values; no appending, no extension', `
        #attributeValue(elt, name, defaultVal, eltCollector) {
            let inherited = name + ":inherited";
            let val = this.#attr(elt, name) ?? this.#attr(elt, inherited);
            if (val != null) return eltCollector ? eltCollector(val, elt) : val;
            let parent = elt.parentNode?.closest?.(this.#prefixSelector(\`[\${CSS.escape(inherited)}]\`));
            return parent ? this.#attributeValue(parent, name, undefined, eltCollector) : defaultVal;
        }`],
  ['#determineMethodAndAction', 'hx-get only', `
        #determineMethodAndAction(elt) {
            return {action: this.#attributeValue(elt, "hx-get")};
        }`],
  ['#issueRequest', 'the loader fetches: simple GET, no header, shared and prefetched answers', `
        async #issueRequest(ctx) {
            let elt = ctx.sourceElement
            let requestQueue = this.#getRequestQueue(elt);
            let abortRequest = () => {}
            if (requestQueue.admit(
                this.#determineSyncStrategy(elt),
                () => this.#issueRequest(ctx),
                abortRequest
            ) !== "run") return
            ctx.status = "issuing"
            try {
                ctx.fetch ||= this.config.load
                if (!this.#trigger(elt, "htmx:before:request", {ctx})) return;
                ctx.text = await ctx.fetch(ctx.request.action, ctx.request);
                if (!ctx.text) throw new Error("no answer");
                if (!this.#trigger(elt, "htmx:after:request", {ctx})) return;
                if (ctx.target?.isConnected === false) return;
                await this.swap(ctx);
                ctx.status = "swapped";
            } catch (error) {
                ctx.status = "error: " + error;
                this.#trigger(elt, "htmx:error", {ctx, error})
            } finally {
                this.#trigger(elt, "htmx:finally:request", {ctx})
                requestQueue.continue(abortRequest)
            }
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
  ['no filters', 'let [eventName, filter] = this.#extractFilter(spec.name);', 'let eventName = spec.name;'],
  ['no filters', `                    if (filter) {
                        let evtArgs = {}; for (let k in evt) if (/^[a-z]+$/i.test(k)) evtArgs[k] = evt[k];
                        if (!this.#executeJavaScript(elt, evtArgs, filter, true, false)) return;
                    }
`, ''],
  ['no listener outside the shadow root', `                if (spec.from === 'outside') fromElts = [document];
                else if (spec.from`, `                if (spec.from`],
  ['no listener outside the shadow root', `                    if (spec.from === 'outside' && elt.contains(evt.target)) return;
`, ''],
  ['no target outside the shadow root', `                } else if (selector === 'document') {
                    item = document
                } else if (selector === 'window') {
                    item = window
                } else if (selector === 'body') {
                    item = document.body
                } else if (selector === 'host') {
                    item = (elt.getRootNode()).host
`, ''],
  ['no target outside the shadow root', `            let selector = maybeSelector ?? eltOrSelector;
            let elt = maybeSelector ? (this.#normalizeElement(eltOrSelector) || document.body) : document;
            if (selector.startsWith('global ')) {
                return this.#findAllExt(elt, selector.slice(7), thisAttr, true);
            }
`, `            let selector = maybeSelector;
            let elt = eltOrSelector;
`],
  ['no target outside the shadow root', `            if (elt.isConnected && elt.getRootNode) {
                return elt.getRootNode?.({composed: global})
            } else {
                return document
            }
`, `            return elt.getRootNode()
`],
];
