"""A page that passes every item that a program can judge."""

from __future__ import annotations

GOOD = """<!doctype html>
<html lang="en"><head><title>Home exercises</title><style>.today { border: 1px solid }</style></head><body>
<main class="patient">
<header><h1><span data-from="phrase:sheet_title">Your home exercises</span></h1>
<bdi data-from="patient:name">The Patient of 50 % and 1 in 3 repetitions</bdi></header>
<section class="message"><h2><span data-from="phrase:clearance">Wait for your doctor.</span></h2></section>
<section class="today"><h2><span data-from="phrase:today">Your plan</span></h2>
<p><span data-from="phrase:exercises">Do this exercise.</span></p>
<table><tr><th scope="col">Exercise</th><th scope="col">How much</th></tr>
<tr><th scope="row">Supine bridge with a very long name</th><td>2 sets</td></tr></table></section>
<section class="exercises"><h2><span data-from="phrase:exercise">Exercises</span></h2>
<p><span data-from="phrase:a_set">One set is all in a row.</span></p>
<article class="card"><h3><span data-from="exercise:bridge">Supine bridge</span></h3>
<figure><svg role="img"><title>A person lifts the hips.</title></svg>
<figcaption><span data-from="exercise:bridge">Lift your hips.</span></figcaption></figure>
<ul class="dose"><li><span data-from="dose:sets">2 sets</span></li>
<li><span data-from="dose:effort_borg6_20">effort 11 on the 6 to 20 scale</span>
<span data-from="dose:effort_borg6_20">easy: you could sing</span></li></ul>
<ol><li><span data-from="exercise:bridge">Bend your knees.</span></li>
<li><span data-from="exercise:bridge">Lift your hips. Hold.</span></li></ol>
<p><b>Why</b> <span data-from="phrase:purpose">This is to make your hips stronger.</span></p>
</article></section>
<section class="safety"><h2><span data-from="phrase:safety">How to stay safe</span></h2>
<section class="box stop"><h3><span data-from="phrase:stop">Stop</span></h3>
<ul><li><span data-from="rule:stop">Stop if it hurts.</span></li></ul></section>
<section class="box emergency"><h3><span data-from="phrase:emergency">Emergency</span></h3>
<p class="phone"><span class="blank"></span></p>
<ul><li><span data-from="rule:chest">Call for help if you faint.</span></li></ul></section>
<section class="box call"><h3><span data-from="phrase:call_today">Call us today</span></h3>
<p class="phone"><b>555 0100</b></p>
<ul><li><span data-from="rule:fall">Call after a fall.</span></li></ul></section></section>
<section class="diary"><h2><span data-from="phrase:diary">Your diary</span></h2>
<p><span data-from="phrase:diary_how">Tick what you did.</span></p>
<table><tr><th scope="col">Day</th></tr><tr><td class="done"></td></tr></table></section>
</main></body></html>"""

#: The picture in it.
FIGURE = GOOD[GOOD.index("<figure>") : GOOD.index("</figure>")] + "</figure>"

#: A page with the same boxes, for a day without exercise.
WITHOUT_EXERCISE = (
    GOOD[: GOOD.index('<section class="exercises">')]
    + GOOD[GOOD.index('<section class="safety">') : GOOD.index('<section class="diary">')]
    + "</main></body></html>"
)
