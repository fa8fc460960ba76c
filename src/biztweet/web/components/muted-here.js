// A post as it stands on a page of this kind, as a list of one; of none where a muted word leaves it out.
export const asMuted = (post, context) => post.hidden?.includes(context) ? [] : [{ ...post, html: post.folds?.find(fold => fold.in.includes(context))?.html ?? post.html }]
