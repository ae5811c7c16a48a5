import { receiptWords, unkindWords } from '$lib/voice/receipt-words.ts';

/** More words that anybody can picture, in place of those that no child in care should be handed. */
const more =
  `acorn almond ankle antler anthill apron attic avocado backpack bagel balcony bamboo bandage barn basil
bath beach beads beanbag beaver bedtime beehive beetle bell belt berry bike birch birthday biscuit blackbird blanket
blender blueberry boat bookcase boots bottle bow bowl branch brownie bucket bumblebee bunny bunting butter buttercup
button cabin calf candle canoe canvas cap caravan cardigan carousel carpet carrot cashew castle caterpillar chalk
cheetah chess chestnut chick chipmunk cinema circle clarinet clover coconut cobweb comet compass conker cookie
corn cottage couch cowboy crab crayon crocus cube cucumber cupboard cupcake curtain cushion custard daffodil daisy
dandelion desk dinosaur dolly domino doughnut dragonfly drawer drum duck duckling dungarees duvet easel eclipse
eggshell elbow elm envelope falcon feather ferret ferry fiddle fig finch flamingo flask flute foal fountain foxglove
freckle frisbee fudge garage garland gecko gift ginger glitter glove glue goldfish grape grasshopper greenhouse
guitar gumboot hammock hamster handle harp hat hay haystack hazelnut heather hedge hedgehog heron hiccup hive hoop
hopscotch horseshoe hotpot hummingbird igloo iris island ivy jackdaw jam jigsaw juggler juice jumper kayak kettle
keyring kingfisher kite kitten koala ladder ladle ladybird lamb lamp lantern lark lavender leaf lego lemonade leopard
lettuce lighthouse lilac lime llama lollipop lynx macaroni magpie mammoth mandarin marble marigold marmalade marzipan
meadow melody meringue milkshake mint mitten mole mongoose moonbeam mop moss moth mudpie muffin mug mulberry
mushroom napkin nectar nest newt noodles notebook nutmeg oak oatmeal octopus omelette orchard otter oven owl paddle
pancake pansy paperclip parrot parsley pasta pastry peach peacock pear pebble pelican penguin peony pepper piano
pickle picnic pillow pine pineapple pinecone pirate pizza plum polka pompom pond pony popcorn poppy porridge postcard
postman potato puddle puffin pumpkin puppet puppy quilt rabbit radish raincoat raindrop raisin raspberry rhubarb
ribbon robin rocket rosemary ruler sailboat salad sandal sandcastle sandpit sapling satchel saucepan scarf scooter
seagull seahorse seal seashell seaweed seesaw seedling shell shelf shoelace shrimp skateboard skylark sledge slipper
smoothie snail snowball snowdrop snowflake snowman soap sofa songbird spaghetti sparkle sparrow spinach spire
splash sponge squid starfish starling stool stork strawberry stream sunbeam sundae sunflower sunset sweater swing
swallow swan syrup tadpole tambourine tangerine teacup teapot teddy teaspoon telescope tent thimble thistle thread
thyme tiara tinsel toadstool toast toffee tractor trampoline treehouse treacle triangle trombone trout trumpet tulip
turnip turtle ukulele umbrella vase vanilla velvet vest waffle wagon walnut walrus warbler waterfall watermelon
willow windmill wombat woodland woodpecker woolly yacht yarn yoghurt yoyo zip`.split(/\s+/);

/** The words that three are drawn from. */
export const plainWords: readonly string[] = [
  ...new Set([...receiptWords, ...more].filter((word) => !unkindWords.has(word))),
];
