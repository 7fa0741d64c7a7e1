/**
 * What makes a page more convenient; without it everything is still there. It marks the node that is shown, goes from
 * node to node with the arrow keys, to other runs of a node with [ and ], and back with Escape.
 */
export const PAGE_SCRIPT = `(()=>{
const d=document,nodes=()=>[...d.querySelectorAll('svg.p a')];
const shown=()=>{const t=d.getElementById(location.hash.slice(1));return t&&t.closest('.panel')};
const mark=()=>{
const p=shown(),set=(a,on)=>on?a.setAttribute('aria-current','true'):a.removeAttribute('aria-current');
nodes().forEach(a=>set(a,p&&a.getAttribute('href')==='#'+p.id));
d.querySelectorAll('.picker').forEach(n=>{const own=[...n.querySelectorAll('a')],at=own.findIndex(a=>a.getAttribute('href')===location.hash);
own.forEach((a,i)=>set(a,i===Math.max(at,0)))});
};
const middle=a=>{const r=a.getBoundingClientRect();return[r.x+r.width/2,r.y+r.height/2]};
const ways={ArrowUp:[0,-1],ArrowDown:[0,1],ArrowLeft:[-1,0],ArrowRight:[1,0]};
addEventListener('keydown',e=>{
if(e.ctrlKey||e.metaKey||e.altKey)return;
const way=ways[e.key],here=d.activeElement&&d.activeElement.closest('svg.p a');
if(way&&here){
const[x,y]=middle(here);let best,least=1/0;
for(const a of nodes()){const[u,v]=middle(a),along=(u-x)*way[0]+(v-y)*way[1],aside=Math.abs((u-x)*way[1])+Math.abs((v-y)*way[0]);
if(along>4&&along+2*aside<least){least=along+2*aside;best=a}}
if(best){best.focus();e.preventDefault()}
}else if(e.key==='Escape'){
const p=shown();location.hash='overview';const a=p&&nodes().find(n=>n.getAttribute('href')==='#'+p.id);if(a)a.focus();
}else if(e.key==='['||e.key===']'){
const p=shown(),all=p?[...p.querySelectorAll('.picker a')]:[],at=all.findIndex(a=>a.hasAttribute('aria-current')),to=all[at+(e.key===']'?1:-1)];
if(to)location.hash=to.getAttribute('href');
}
});
addEventListener('hashchange',mark);mark();
})()`;
